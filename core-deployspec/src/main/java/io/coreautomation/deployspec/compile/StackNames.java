package io.coreautomation.deployspec.compile;

import io.coreautomation.deployspec.name.GivenNames;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Names;
import io.coreautomation.framework.coordinates.OwnNames;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of stacks: cut to fit, and no two actions of one kind on the same stack. */
final class StackNames {
  private final Map<Stack, Taken> taken = new HashMap<>();
  private final OwnNames own;
  private final Problems problems;
  private final Set<String> changing = new HashSet<>(); // kinds that make or undo; others look

  /**
   * @param own names of the platform's stacks, which a run inside of it cannot change
   */
  StackNames(KindCatalog kinds, OwnNames own, Problems problems) {
    this.own = own;
    this.problems = problems;
    for (var kind : kinds.kinds()) {
      if (!kind.inverse().isEmpty()) {
        changing.add(kind.name());
        changing.add(kind.inverse());
      }
    }
  }

  private record Stack(String kind, @Nullable Target target, String name) {}

  private record Taken(String fullName, Scalar by) {}

  /** The name to use, once it is known that nobody else has it. */
  String fit(String kind, @Nullable Target target, String fullName, Scalar written) {
    var name = Names.STACK.fit(fullName);
    if (!name.matches("[A-Za-z][A-Za-z0-9-]*")) {
      problems.add(
          Problem.at(
              written.source(),
              ProblemCode.NAME_INVALID,
              "'" + fullName + "' is no name for a stack",
              "Use letters, digits and '-', beginning with a letter."));
      return name;
    }
    if (!changing.contains(kind)) {
      return name;
    }
    if (own.include(name)) {
      problems.add(
          GivenNames.ofThePlatform(written.source(), "this would change the stack '" + name + "'"));
      return name;
    }
    var earlier = taken.putIfAbsent(new Stack(kind, target, name), new Taken(fullName, written));
    if (earlier != null) {
      var where = target == null ? "" : " in " + target;
      problems.add(
          Problem.at(
              written.source(),
              ProblemCode.NAME_DUPLICATE,
              earlier.fullName().equals(fullName)
                  ? "the stack '"
                      + fullName
                      + "'"
                      + where
                      + " is also acted on by "
                      + earlier.by().source()
                  : "the stack names '"
                      + fullName
                      + "' and '"
                      + earlier.fullName()
                      + "' ("
                      + earlier.by().source()
                      + ") are both cut to '"
                      + name
                      + "'",
              earlier.fullName().equals(fullName)
                  ? "Give each its own name, for example with {{ region.name }} in it."
                  : "Make them shorter than " + Names.STACK.limit() + " characters."));
    }
    return name;
  }
}
