package io.coreautomation.deployspec.compile;

import io.coreautomation.deployspec.fanout.FannedAction;
import io.coreautomation.deployspec.fanout.FannedAction.Instance;
import io.coreautomation.framework.action.Condition;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.rendering.ConditionExpression;
import io.coreautomation.framework.rendering.ReferenceText.Part;
import io.coreautomation.framework.rendering.Renderer;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compiles conditions: each reference becomes a name in the expression, bound to what the run
 * knows. What is wrong with the expression itself is found here, not in the middle of a run.
 */
final class Conditions {
  private final Context context;
  private final Renderer renderer;
  private final References references;
  private final Problems problems;
  private final Map<String, Optional<Problem>> checked = new HashMap<>();

  Conditions(Context context, Renderer renderer, References references, Problems problems) {
    this.context = context;
    this.renderer = renderer;
    this.references = references;
    this.problems = problems;
  }

  /** The condition of an instance; null if it has none, or none that is right. */
  @Nullable Condition compile(FannedAction fanned, Instance instance) {
    var written = fanned.action().late().condition();
    return written == null
        ? null
        : compile(written, instance, fanned.action().path() + ".condition");
  }

  /**
   * An expression as its author wrote it; null if it is not right.
   *
   * @param path where it stands in the document
   */
  @Nullable Condition compile(Node written, Instance instance, String path) {
    var before = problems.size();
    Node rendered =
        renderer.renderAll(
            written, context.names(instance.target()), ConditionExpression::quoted, problems);
    if (!(rendered instanceof Scalar text)) {
      problems.add(
          Problem.at(
              written.source(),
              ProblemCode.CONDITION_INVALID,
              "the condition becomes " + rendered.describe() + ", not an expression",
              "Let {{ … }} yield text, a number, or true or false."));
      return null;
    }
    if (problems.size() > before) {
      return null;
    }
    var condition = bound(text, instance);
    if (problems.size() == before) {
      checked
          .computeIfAbsent(condition.expression(), _ -> problem(condition))
          .map(problem -> problem.withSource(written.source()).withPath(path))
          .ifPresent(problems::add);
    }
    return condition;
  }

  private Condition bound(Scalar scalar, Instance instance) {
    var expression = new StringBuilder();
    var names = new LinkedHashMap<String, String>();
    var values = Json.object();
    var quotes = new Quotes();
    for (var part : references.parts(scalar)) {
      if (part instanceof Part.Text(String text, _)) {
        quotes.pass(text);
        expression.append(text);
        continue;
      }
      if (quotes.isOpen()) {
        refuseQuoted(part, scalar);
      }
      var name = names.computeIfAbsent(written(part), text -> free(text, names.values()));
      expression.append(name);
      references
          .bound(part, scalar, instance, false)
          .ifPresent(bound -> values.set(name, value(bound)));
    }
    return new Condition(expression.toString().strip(), values);
  }

  private static com.fasterxml.jackson.databind.JsonNode value(Expressions.Part part) {
    return part instanceof Expressions.Part.Literal(String text)
        ? com.fasterxml.jackson.databind.node.TextNode.valueOf(text)
        : Expressions.compiled(List.of(part));
  }

  /** What is wrong with it, whatever its values are. */
  private static Optional<Problem> problem(Condition condition) {
    try {
      var expression = ConditionExpression.parse(condition.expression());
      var known = condition.values();
      var unknown =
          expression.names().stream().filter(name -> !known.has(name)).sorted().findFirst();
      if (unknown.isPresent()) {
        return Optional.of(
            Problem.of(
                ProblemCode.CONDITION_INVALID,
                "the condition names '" + unknown.get() + "', which is no text and no reference",
                "Write '"
                    + unknown.get()
                    + "' in quotes for text, '{{ "
                    + unknown.get()
                    + " }}' for what is known now, or ${variables."
                    + unknown.get()
                    + "}."));
      }
      if (known.isEmpty()) {
        expression.holds(Map.of()); // it says the same in every run, an error as well
      }
      return Optional.empty();
    } catch (ProblemException e) {
      return Optional.of(e.first());
    }
  }

  private void refuseQuoted(Part part, Scalar scalar) {
    problems.add(
        Problem.at(
            scalar.source(),
            ProblemCode.CONDITION_INVALID,
            "'${" + written(part) + "}' stands in quotes, where it would be plain text",
            "Take the quotes off: a reference is a value."));
  }

  private static String written(Part part) {
    return switch (part) {
      case Part.Text(String text, _) -> text;
      case Part.Output(String selector, String output, _) ->
          "actions." + selector + ".outputs." + output;
      case Part.Status(String selector, _) -> "actions." + selector + ".status";
      case Part.Variable(String name, _) -> "variables." + name;
    };
  }

  /** A name that reads as the reference does, and that no other reference has. */
  private static String free(String reference, Collection<String> taken) {
    var name = reference.replaceAll("[^A-Za-z0-9]", "_");
    int number = 1;
    var free = name;
    while (taken.contains(free)) {
      free = name + "_" + ++number;
    }
    return free;
  }

  /** Tells whether a text that is read piece by piece is within quotes. */
  private static final class Quotes {
    private char open;

    void pass(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '\\' && open != 0) {
          i++;
        } else if (c == open) {
          open = 0;
        } else if (open == 0 && (c == '"' || c == '\'')) {
          open = c;
        }
      }
    }

    boolean isOpen() {
      return open != 0;
    }
  }
}
