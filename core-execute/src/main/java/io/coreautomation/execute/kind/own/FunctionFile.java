package io.coreautomation.execute.kind.own;

import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.framework.document.Dialect;
import io.coreautomation.framework.document.DocumentReader;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.shape.Binder;
import io.coreautomation.framework.shape.SchemaShape;
import io.coreautomation.framework.shape.Shape;
import io.coreautomation.framework.shape.ShapeCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A file that declares a function of Lambda to be a kind. */
final class FunctionFile {
  private FunctionFile() {}

  /** The kind that a file declares; what is wrong with it is added. */
  static List<ActionHandler<?>> read(Path file, Problems problems) {
    var found = new Problems();
    try {
      var written =
          new DocumentReader().read(KindJar.name(file), Files.readAllBytes(file), Dialect.PACKAGE);
      var declared = new Binder(found).bind(FunctionDeclaration.class, written, "");
      if (declared.isPresent()) {
        var params = declared.get().params();
        var shape =
            params == null
                ? new Shape.Fields("params", "", List.of())
                : new SchemaShape(found).fields("params", params);
        checkExample(declared.get(), shape, (Node.Mapping) written, found);
        checkTwin(declared.get(), found);
        if (found.isEmpty()) {
          return List.of(new FunctionKind(declared.get(), shape));
        }
      }
    } catch (ProblemException e) {
      found.addAll(e.problems());
    } catch (IOException e) {
      found.add(
          KindJar.problem(file, "it cannot be read: " + e.getMessage(), "Copy it here again."));
    }
    problems.addAll(found.sorted());
    return List.of();
  }

  private static void checkTwin(FunctionDeclaration declared, Problems problems) {
    var twin = declared.twin();
    if (twin != null) {
      new Binder(problems).bind(FunctionAnswer.class, twin, "twin");
    }
  }

  /** An example that is wrong would mislead each of its readers. */
  private static void checkExample(
      FunctionDeclaration declared, Shape.Fields shape, Node.Mapping written, Problems problems) {
    var text = declared.example();
    var place =
        written.entries().containsKey("example")
            ? written.entries().get("example").keySource()
            : written.source();
    var example =
        text == null
            ? new Node.Mapping(Map.of(), place)
            : new DocumentReader().read(place.file(), text, Dialect.PACKAGE);
    var wrong = new Problems();
    new ShapeCheck(wrong).check(shape, Nodes.of(Nodes.json(example), place), "");
    for (var each : wrong.sorted()) {
      problems.add(
          Problem.at(
              place,
              ProblemCode.FIELD_INVALID,
              "the example is none: " + each.message(),
              each.mend()));
    }
  }
}
