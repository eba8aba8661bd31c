package io.coreautomation.deployspec.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.deployspec.fanout.FannedAction;
import io.coreautomation.deployspec.fanout.FannedAction.Instance;
import io.coreautomation.deployspec.name.GivenNames;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.rendering.ReferenceText;
import io.coreautomation.framework.rendering.Renderer;
import io.coreautomation.framework.shape.Field;
import io.coreautomation.framework.shape.Shape;
import io.coreautomation.framework.shape.ShapeCheck;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes compiled params of written ones: checked, rendered, checked again, and bound. */
final class ParamsCompiler {
  private final Context context;
  private final Renderer renderer;
  private final PackageDocuments documents;
  private final StackNames stackNames;
  private final StackParams stackParams;
  private final GivenNames givenNames;
  private final References references;
  private final Conditions conditions;
  private final Problems problems;
  private final Map<String, Shape.Fields> shapes = new HashMap<>();

  ParamsCompiler(
      Context context,
      Renderer renderer,
      PackageDocuments documents,
      StackNames stackNames,
      StackParams stackParams,
      GivenNames givenNames,
      References references,
      Conditions conditions,
      Problems problems) {
    this.context = context;
    this.renderer = renderer;
    this.documents = documents;
    this.stackNames = stackNames;
    this.stackParams = stackParams;
    this.givenNames = givenNames;
    this.references = references;
    this.conditions = conditions;
    this.problems = problems;
  }

  /** The params of all instances of an action, by id; those with problems are left out. */
  Map<String, ObjectNode> compile(FannedAction fanned) {
    var action = fanned.action();
    var kind = action.kind();
    var shape = shapes.computeIfAbsent(kind.name(), _ -> CompileShape.of(kind.params()));
    var path = action.path() + ".params";
    var before = problems.size();
    new ShapeCheck(problems, s -> Renderer.isRendered(s.text()) || ReferenceText.refers(s.text()))
        .check(shape, StackParams.joined(shape, action.params()), path);
    var compiled = new HashMap<String, ObjectNode>();
    if (problems.size() > before) {
      return compiled;
    }
    var constant = !rendersAnything(action.params());
    for (var instance : fanned.instances()) {
      var params = action.params();
      if (!constant) {
        var found = problems.size();
        params =
            (Mapping)
                renderer.renderAll(
                    params, context.names(instance.target()), ReferenceText::quoted, problems);
        var joined = StackParams.joined(shape, params);
        if (problems.size() == found) {
          new ShapeCheck(problems, s -> ReferenceText.refers(s.text())).check(shape, joined, path);
        }
        if (problems.size() > found) {
          continue;
        }
      }
      var body = bound(fanned, instance, shape, StackParams.joined(shape, params), path);
      compiled.put(instance.id(), body);
      named(fanned, instance, shape, body);
    }
    return compiled;
  }

  private ObjectNode bound(
      FannedAction fanned, Instance instance, Shape.Fields shape, Mapping params, String path) {
    var literals = new Literals(scalar -> references.compiled(scalar, instance));
    var compiled = Json.object();
    for (var field : shape.fields()) {
      StackParams.entry(shape, params, field.name())
          .map(Node.Entry::value)
          .filter(value -> !Nodes.isNull(value))
          .ifPresent(
              value ->
                  compiled.set(
                      field.name(),
                      switch (field.role()) {
                        case NONE, PROTECTION, FORCE -> literals.json(field.shape(), value);
                        case STACK_NAME -> stackName(fanned, instance, field, (Scalar) value);
                        case TEMPLATE -> template(instance, shape, params, (Scalar) value, path);
                        case DOCUMENT -> document(literals, value);
                        case CONDITION -> condition(fanned, instance, shape, field, path);
                      }));
    }
    stackParams.addTags(shape, compiled);
    return compiled;
  }

  /** From what its author wrote: values are rendered into an expression in a way of its own. */
  private JsonNode condition(
      FannedAction fanned, Instance instance, Shape.Fields shape, Field field, String path) {
    return StackParams.entry(shape, fanned.action().params(), field.name())
        .map(Node.Entry::value)
        .map(written -> conditions.compile(written, instance, path + "." + field.name()))
        .<JsonNode>map(Json::objectOf)
        .orElseGet(Json::object);
  }

  /** Notes what the stack will call things. */
  private void named(FannedAction fanned, Instance instance, Shape.Fields shape, ObjectNode body) {
    var target = instance.target();
    var template =
        StackParams.template(shape).map(field -> body.path(field.name()).path("file").textValue());
    if (target != null && template.isPresent()) {
      documents
          .known(template.get())
          .ifPresent(
              known ->
                  givenNames.add(
                      fanned,
                      target,
                      StackParams.stackName(shape, body),
                      known.named(),
                      StackParams.parameters(body),
                      known.defaults()));
    }
  }

  private JsonNode stackName(FannedAction fanned, Instance instance, Field field, Scalar written) {
    var name = known(written, "'" + field.name() + "'");
    return name.<JsonNode>map(
            full ->
                com.fasterxml.jackson.databind.node.TextNode.valueOf(
                    stackNames.fit(
                        fanned.action().kind().name(), instance.target(), full, written)))
        .orElseGet(Json::object);
  }

  private JsonNode template(
      Instance instance, Shape.Fields shape, Mapping params, Scalar written, String path) {
    var compiled = Json.object();
    var name = known(written, "the template");
    if (name.isEmpty()) {
      return compiled;
    }
    if (name.get().matches("(https|s3)://.+")) {
      return compiled.put("url", name.get());
    }
    documents
        .template(normal(name.get()), written)
        .ifPresent(
            template -> {
              compiled
                  .put("sha256", template.digest().hex())
                  .put("key", template.key())
                  .put("file", normal(name.get())); // where a failure's resource was written
              references.produces(instance, template);
              stackParams.checkParameters(shape, params, template, path);
            });
    return compiled;
  }

  /** A document that stands in the params, or the file that a path names. */
  private JsonNode document(Literals literals, Node value) {
    if (!(value instanceof Scalar written)) {
      return literals.any(value);
    }
    return known(written, "the path of a document")
        .flatMap(path -> documents.document(normal(path), written))
        .map(Literals::verbatim)
        .orElseGet(Json::object);
  }

  private Optional<String> known(Scalar written, String what) {
    var before = problems.size();
    var known = references.known(written);
    if (problems.size() > before) {
      return Optional.empty();
    }
    if (known.isEmpty()) {
      problems.add(
          Problem.at(
              written.source(),
              ProblemCode.FIELD_INVALID,
              what + " refers to what only the run knows, but has to be known before the run",
              "Write it out, or use {{ … }}."));
    }
    return known;
  }

  private static String normal(String path) {
    return path.startsWith("./") ? path.substring(2) : path;
  }

  private static boolean rendersAnything(Node node) {
    return switch (node) {
      case Scalar scalar -> Renderer.isRendered(scalar.text());
      case Node.Sequence list -> list.items().stream().anyMatch(ParamsCompiler::rendersAnything);
      case Mapping map ->
          map.entries().values().stream()
              .anyMatch(
                  entry -> Renderer.isRendered(entry.key()) || rendersAnything(entry.value()));
    };
  }
}
