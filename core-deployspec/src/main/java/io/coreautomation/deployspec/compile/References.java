package io.coreautomation.deployspec.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.deployspec.fanout.Dependencies;
import io.coreautomation.deployspec.fanout.FannedAction.Instance;
import io.coreautomation.deployspec.fanout.Instances;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.rendering.ReferenceText;
import io.coreautomation.framework.rendering.ReferenceText.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * References in params: each is bound to the one instance that it means, makes its dependency, and
 * is held against the outputs of that instance's template.
 */
final class References {
  /** What every stack has, whatever its template says. */
  private static final Set<String> OF_EVERY_STACK = Set.of("StackId");

  private final Instances instances;
  private final Dependencies dependencies;
  private final Variables variables;
  private final Problems problems;
  private final Map<String, Template> templates = new HashMap<>();
  private final Map<Wanted, Scalar> wanted = new LinkedHashMap<>();

  References(
      Instances instances, Dependencies dependencies, Variables variables, Problems problems) {
    this.instances = instances;
    this.dependencies = dependencies;
    this.variables = variables;
    this.problems = problems;
  }

  private record Wanted(String producer, String output, Source source) {}

  /** The text of a scalar, if it holds no reference to anything that only the run knows. */
  Optional<String> known(Scalar scalar) {
    var text = new StringBuilder();
    for (var part : parts(scalar)) {
      switch (part) {
        case Part.Text(String literal, _) -> text.append(literal);
        case Part.Variable variable when !variables.isSetByTheRun(variable.name()) ->
            text.append(value(variable, scalar));
        case Part.Variable _, Part.Output _, Part.Status _ -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(text.toString());
  }

  /** Text as compiled JSON, as an instance sees it before it starts. */
  JsonNode compiled(Scalar scalar, Instance from) {
    return compiled(scalar, from, false);
  }

  /** Text as compiled JSON, as an instance sees it once it is complete: with its own outputs. */
  JsonNode compiledAfter(Scalar scalar, Instance from) {
    return compiled(scalar, from, true);
  }

  private JsonNode compiled(Scalar scalar, Instance from, boolean after) {
    if (!scalar.text().contains("${")) {
      return TextNode.valueOf(scalar.text());
    }
    var compiled = new ArrayList<Expressions.Part>();
    var literal = new StringBuilder();
    for (var part : parts(scalar)) {
      switch (part) {
        case Part.Text(String text, _) -> literal.append(text);
        case Part.Variable variable when !variables.isSetByTheRun(variable.name()) ->
            literal.append(value(variable, scalar));
        case Part.Variable _, Part.Output _, Part.Status _ -> {
          flush(literal, compiled);
          bound(part, scalar, from, after).ifPresent(compiled::add);
        }
      }
    }
    if (compiled.isEmpty()) {
      return TextNode.valueOf(literal.toString());
    }
    flush(literal, compiled);
    return Expressions.compiled(compiled);
  }

  /** One part as the run reads it; nothing if it was reported. */
  Optional<Expressions.Part> bound(Part part, Scalar scalar, Instance from, boolean after) {
    return switch (part) {
      case Part.Text(String text, _) -> Optional.of(new Expressions.Part.Literal(text));
      case Part.Variable variable when !variables.isSetByTheRun(variable.name()) ->
          Optional.of(new Expressions.Part.Literal(value(variable, scalar)));
      case Part.Variable variable -> {
        variables
            .read(variable.name(), from.id(), scalar.source())
            .ifPresent(setter -> dependencies.add(from.id(), setter, scalar.source()));
        yield Optional.of(new Expressions.Part.Variable(variable.name()));
      }
      case Part.Output output ->
          producer(output.selector(), scalar, from, after)
              .map(
                  producer -> {
                    // Instances of one template ask the same: by producer, output and place.
                    wanted.putIfAbsent(
                        new Wanted(producer, output.output(), scalar.source()), scalar);
                    return new Expressions.Part.OutputOf(producer, output.output());
                  });
      case Part.Status status ->
          producer(status.selector(), scalar, from, false).map(Expressions.Part.StatusOf::new);
    };
  }

  private static void flush(StringBuilder literal, List<Expressions.Part> compiled) {
    if (!literal.isEmpty()) {
      compiled.add(new Expressions.Part.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  /** Notes the template of an instance, whose outputs others may refer to. */
  void produces(Instance instance, Template template) {
    templates.put(instance.id(), template);
  }

  /** Reports references to outputs that templates do not have; call it when all is compiled. */
  void checkOutputs() {
    wanted.forEach(
        (want, scalar) -> {
          var template = templates.get(want.producer());
          if (template != null
              && !template.open()
              && !template.outputs().contains(want.output())
              && !OF_EVERY_STACK.contains(want.output())) {
            problems.add(
                Problem.at(
                    scalar.source(),
                    ProblemCode.REFERENCE_UNKNOWN,
                    "'" + template.path() + "' has no output '" + want.output() + "'",
                    template.outputs().isEmpty()
                        ? "Add it to the template's 'Outputs'."
                        : NearestName.suggestion(template.outputs(), want.output())));
          }
        });
  }

  /** The one instance that a selector means, for which this one waits unless it is itself. */
  private Optional<String> producer(String selector, Scalar scalar, Instance from, boolean after) {
    try {
      var match = instances.reference(selector, from.target(), scalar.source());
      if (match.isEmpty()) {
        return Optional.empty();
      }
      var producer = match.get().instances().getFirst().id();
      if (!after || !producer.equals(from.id())) {
        dependencies.add(from.id(), producer, scalar.source());
      }
      return Optional.of(producer);
    } catch (ProblemException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** The parts of a text; none if something in it begins as a reference and is none. */
  List<Part> parts(Scalar scalar) {
    try {
      return ReferenceText.parse(scalar).parts();
    } catch (ProblemException e) {
      problems.addAll(e.problems());
      return List.of();
    }
  }

  private String value(Part.Variable variable, Scalar scalar) {
    @Nullable Object value = variables.value(variable.name());
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    problems.add(
        Problem.at(
            scalar.source(),
            ProblemCode.VARIABLE_UNKNOWN,
            value == null
                ? "there is no variable '" + variable.name() + "'"
                : "the variable '" + variable.name() + "' is no text",
            value == null
                ? variables.names().isEmpty()
                    ? "Define it under 'variables' at the top of the document."
                    : NearestName.suggestion(variables.names(), variable.name())
                : "Write {{ variables." + variable.name() + " }}."));
    return "";
  }
}
