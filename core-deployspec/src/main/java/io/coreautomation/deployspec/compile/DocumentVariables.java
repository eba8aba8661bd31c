package io.coreautomation.deployspec.compile;

import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.rendering.ReferenceText;
import io.coreautomation.framework.rendering.Renderer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The values of a document's own variables, in its order: each may use those before it. */
record DocumentVariables(Context context, Renderer renderer, Problems problems) {

  /** All of them by name; the context knows them from then on. */
  Map<String, Object> values(Mapping written) {
    var values = new LinkedHashMap<String, Object>();
    for (var entry : written.entries().values()) {
      context.variables(values); // those before may be used
      var rendered =
          renderer.renderAll(entry.value(), context.names(), UnaryOperator.identity(), problems);
      refuseReferences(entry.value());
      var plain = Context.plain(Nodes.json(rendered));
      values.put(entry.key(), plain == null ? "" : plain);
    }
    context.variables(values);
    return values;
  }

  /** A variable is known when the package is compiled; an output is not. */
  private void refuseReferences(Node node) {
    switch (node) {
      case Scalar scalar -> {
        if (ReferenceText.refers(scalar.text())) {
          problems.add(
              Problem.at(
                  scalar.source(),
                  ProblemCode.FIELD_INVALID,
                  "a variable cannot refer to an output or another variable",
                  "Write ${actions.…} where it is needed, and {{ variables.… }} here."));
        }
      }
      case Node.Sequence list -> list.items().forEach(this::refuseReferences);
      case Mapping map -> map.entries().values().forEach(entry -> refuseReferences(entry.value()));
    }
  }
}
