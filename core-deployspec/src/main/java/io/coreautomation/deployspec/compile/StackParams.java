package io.coreautomation.deployspec.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.shape.Field;
import io.coreautomation.framework.shape.Role;
import io.coreautomation.framework.shape.Shape;
import io.coreautomation.framework.task.Deployment;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is special about the params of kinds that deploy a template: parameters that are lists, a
 * template that declares its parameters, and tags that every stack has.
 */
final class StackParams {
  private static final String PARAMETERS = "parameters";
  private static final String TAGS = "tags";

  private final Deployment deployment;
  private final Problems problems;

  StackParams(Deployment deployment, Problems problems) {
    this.deployment = deployment;
    this.problems = problems;
  }

  static Optional<Field> template(Shape.Fields shape) {
    return shape.fields().stream().filter(f -> f.role() == Role.Kind.TEMPLATE).findFirst();
  }

  /** The compiled name of the stack; null where the kind has none. */
  static @Nullable String stackName(Shape.Fields shape, ObjectNode compiled) {
    return shape.fields().stream()
        .filter(f -> f.role() == Role.Kind.STACK_NAME)
        .findFirst()
        .map(f -> compiled.path(f.name()).textValue())
        .orElse(null);
  }

  /** The compiled parameters of the template. */
  static JsonNode parameters(ObjectNode compiled) {
    return compiled.path(PARAMETERS);
  }

  /** CloudFormation takes lists as text with commas. */
  static Mapping joined(Shape.Fields shape, Mapping params) {
    if (template(shape).isEmpty()) {
      return params;
    }
    var entry = entry(shape, params, PARAMETERS);
    if (entry.isEmpty() || !(entry.get().value() instanceof Mapping values)) {
      return params;
    }
    var joined = new LinkedHashMap<String, Node.Entry>();
    values.entries().forEach((key, value) -> joined.put(key, joined(value)));
    var all = new LinkedHashMap<>(params.entries());
    all.put(
        entry.get().key(),
        new Node.Entry(
            entry.get().key(), entry.get().keySource(), new Mapping(joined, values.source())));
    return new Mapping(all, params.source());
  }

  private static Node.Entry joined(Node.Entry entry) {
    if (entry.value() instanceof Node.Sequence list
        && list.items().stream().allMatch(item -> item instanceof Scalar s && !s.isNull())) {
      var text =
          list.items().stream().map(i -> ((Scalar) i).text()).collect(Collectors.joining(","));
      return new Node.Entry(entry.key(), entry.keySource(), Scalar.text(text, list.source()));
    }
    return entry;
  }

  /** Reports parameters that the template does not have, and those that it needs. */
  void checkParameters(Shape.Fields shape, Mapping params, Template template, String path) {
    if (template.open() || shape.named(PARAMETERS).isEmpty()) {
      return;
    }
    var entry = entry(shape, params, PARAMETERS);
    var given = entry.map(Node.Entry::value).orElse(null) instanceof Mapping map ? map : null;
    if (given != null) {
      for (var value : given.entries().values()) {
        if (!template.parameters().contains(value.key())) {
          problems.add(
              Problem.at(
                      value.keySource(),
                      ProblemCode.FIELD_UNKNOWN,
                      "'" + template.path() + "' has no parameter '" + value.key() + "'",
                      template.parameters().isEmpty()
                          ? "Remove it: the template has no parameters."
                          : NearestName.suggestion(template.parameters(), value.key()))
                  .withPath(path + ".parameters." + value.key()));
        }
      }
    }
    for (var name : template.required()) {
      if (given == null || !given.entries().containsKey(name)) {
        problems.add(
            Problem.at(
                    given == null ? params.source() : given.source(),
                    ProblemCode.FIELD_MISSING,
                    "'" + template.path() + "' needs the parameter '" + name + "'",
                    "Add it to 'parameters', or give it a default in the template.")
                .withPath(path + ".parameters"));
      }
    }
  }

  /** Puts the tags of the deployment below those that the author wrote. */
  void addTags(Shape.Fields shape, ObjectNode compiled) {
    if (template(shape).isEmpty() || shape.named(TAGS).isEmpty()) {
      return;
    }
    var own = compiled.get(TAGS);
    var tags = compiled.putObject(TAGS);
    deployment.tags().forEach((key, value) -> tags.put(Expressions.storedKey(key), value));
    var at = deployment.coordinates();
    tag(tags, "Portfolio", at.portfolio());
    tag(tags, "App", at.app());
    tag(tags, "Branch", at.branch());
    tag(tags, "Build", at.build());
    tag(tags, "Environment", deployment.environment());
    if (own instanceof ObjectNode written) {
      tags.setAll(written);
    }
    if (tags.isEmpty()) {
      compiled.remove(TAGS);
    }
  }

  private static void tag(ObjectNode tags, String key, @Nullable String value) {
    if (value != null) {
      tags.put(key, value);
    }
  }

  static Optional<Node.Entry> entry(Shape.Fields shape, Mapping params, String field) {
    return shape
        .named(field)
        .flatMap(
            known ->
                params.entries().values().stream().filter(e -> known.isNamed(e.key())).findFirst());
  }
}
