package io.coreautomation.framework.shape;

import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.document.Node.Sequence;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import java.util.HashMap;
import java.util.function.Predicate;

/** Holds a document against a shape and reports every difference with its place. */
public final class ShapeCheck {
  private final Problems problems;
  private final Predicate<Scalar> open;

  public ShapeCheck(Problems problems) {
    this(problems, scalar -> false);
  }

  /**
   * A check that lets some scalars pass as anything.
   *
   * @param open tells scalars whose value is not known yet, such as references that a run resolves
   */
  public ShapeCheck(Problems problems, Predicate<Scalar> open) {
    this.problems = problems;
    this.open = open;
  }

  /**
   * Reports where {@code node} differs from {@code shape}; {@code path} is the node's own, for
   * messages.
   */
  public void check(Shape shape, Node node, String path) {
    if (node instanceof Scalar scalar && open.test(scalar)) {
      return;
    }
    switch (shape) {
      case Shape.Anything _ -> {}
      case Shape.Fields fields -> fields(fields, node, path);
      case Shape.ListOf list -> {
        if (node instanceof Sequence sequence) {
          for (int i = 0; i < sequence.items().size(); i++) {
            check(list.items(), sequence.items().get(i), path + "[" + i + "]");
          }
        } else {
          check(list.items(), node, path); // one element may stand without its list
        }
      }
      case Shape.MapOf map -> {
        if (node instanceof Mapping mapping) {
          mapping
              .entries()
              .forEach((key, entry) -> check(map.values(), entry.value(), join(path, key)));
        } else {
          refuse(shape, node, path);
        }
      }
      case Shape.Text _, Shape.Whole _, Shape.Truth _, Shape.Time _, Shape.Choice _ -> {
        if (!(node instanceof Scalar scalar) || !fits(shape, scalar)) {
          refuse(shape, node, path);
        }
      }
    }
  }

  private static boolean fits(Shape shape, Scalar scalar) {
    return switch (shape) {
      case Shape.Text _ -> !scalar.isNull();
      case Shape.Whole _ -> scalar.text().matches("-?[0-9]{1,9}");
      case Shape.Truth _ -> scalar.text().equals("true") || scalar.text().equals("false");
      case Shape.Time _ -> Durations.parse(scalar.text()).isPresent();
      case Shape.Choice choice ->
          choice.words().stream().anyMatch(w -> Field.fold(w).equals(Field.fold(scalar.text())));
      case Shape.ListOf _, Shape.MapOf _, Shape.Fields _, Shape.Anything _ -> false;
    };
  }

  private void fields(Shape.Fields shape, Node node, String path) {
    if (node instanceof Scalar && shape.shortField().isPresent()) {
      check(shape.shortField().get().shape(), node, path);
      return;
    }
    if (!(node instanceof Mapping map)) {
      refuse(shape, node, path);
      return;
    }
    var given = new HashMap<String, Node.Entry>();
    for (var entry : map.entries().values()) {
      var field = shape.named(entry.key());
      if (field.isEmpty()) {
        var names = shape.fields().stream().map(Field::name).toList();
        problems.add(
            Problem.at(
                    entry.keySource(),
                    ProblemCode.FIELD_UNKNOWN,
                    "there is no field '" + entry.key() + "' here",
                    NearestName.suggestion(names, entry.key()))
                .withPath(join(path, entry.key())));
        continue;
      }
      var earlier = given.putIfAbsent(field.get().name(), entry);
      if (earlier != null) {
        problems.add(
            Problem.at(
                    entry.keySource(),
                    ProblemCode.FIELD_INVALID,
                    "'" + entry.key() + "' and '" + earlier.key() + "' are one field, given twice",
                    "Remove one of the two.")
                .withPath(join(path, entry.key())));
        continue;
      }
      if (!Nodes.isNull(entry.value())) {
        check(field.get().shape(), entry.value(), join(path, field.get().name()));
      }
    }
    for (var field : shape.fields()) {
      var entry = given.get(field.name());
      if (field.required() && (entry == null || Nodes.isNull(entry.value()))) {
        problems.add(
            Problem.at(
                    map.source(),
                    ProblemCode.FIELD_MISSING,
                    "the field '" + field.name() + "' is missing",
                    field.doc().isEmpty()
                        ? "Add '" + field.name() + "': " + field.shape().describe() + "."
                        : "Add '" + field.name() + "': " + field.doc() + ".")
                .withPath(join(path, field.name())));
      }
    }
  }

  private void refuse(Shape shape, Node node, String path) {
    var name = path.isEmpty() ? "this" : "'" + path.substring(path.lastIndexOf('.') + 1) + "'";
    problems.add(
        Problem.at(
                node.source(),
                ProblemCode.FIELD_INVALID,
                name + " is " + node.describe() + ", not " + shape.describe(),
                mend(shape, node))
            .withPath(path));
  }

  private static String mend(Shape shape, Node node) {
    if (node instanceof Mapping map && Nodes.looksLikeBareBraces(map)) {
      return "Put it in quotes: YAML reads a bare {{ … }} as a map.";
    }
    if (shape instanceof Shape.Choice choice && node instanceof Scalar scalar) {
      return NearestName.suggestion(choice.words(), scalar.text());
    }
    return "Write " + shape.describe() + ".";
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
