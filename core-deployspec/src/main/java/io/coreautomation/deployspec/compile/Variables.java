package io.coreautomation.deployspec.compile;

import io.coreautomation.deployspec.fanout.FannedAction;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.shape.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The variables that {@code ${variables.…}} may name: those of the document, which are known now,
 * and those that an action of the platform sets while the run goes on.
 */
final class Variables {
  /** The param by which an action of the platform sets variables of the run. */
  private static final String PARAM = "variables";

  private final Map<String, Object> known;
  private final Map<String, List<String>> setters = new LinkedHashMap<>();

  Variables(Map<String, Object> known, List<FannedAction> actions, Problems problems) {
    this.known = known;
    for (var fanned : actions) {
      var kind = fanned.action().kind();
      var sets =
          !kind.targeted()
              && kind.params()
                  .named(PARAM)
                  .filter(f -> f.shape() instanceof Shape.MapOf)
                  .isPresent();
      if (sets
          && StackParams.entry(kind.params(), fanned.action().params(), PARAM)
                  .map(entry -> entry.value())
                  .orElse(null)
              instanceof Mapping names) {
        names
            .entries()
            .values()
            .forEach(
                entry -> {
                  if (known.containsKey(entry.key())) {
                    problems.add(
                        Problem.at(
                            entry.keySource(),
                            ProblemCode.NAME_DUPLICATE,
                            "the variable '"
                                + entry.key()
                                + "' is one of the document's, which are fixed",
                            "Give one of the two another name."));
                  }
                  fanned
                      .instances()
                      .forEach(
                          instance ->
                              setters
                                  .computeIfAbsent(entry.key(), _ -> new ArrayList<>())
                                  .add(instance.id()));
                });
      }
    }
  }

  boolean isSetByTheRun(String name) {
    return setters.containsKey(name);
  }

  /** The instance that sets a variable, if it is the only one: with several, the author orders. */
  List<String> onlySetter(String name) {
    var ids = setters.getOrDefault(name, List.of());
    return ids.size() == 1 ? ids : List.of();
  }

  /** The value of one of the document's variables. */
  @Nullable Object value(String name) {
    return known.get(name);
  }

  TreeSet<String> names() {
    var names = new TreeSet<>(known.keySet());
    names.addAll(setters.keySet());
    return names;
  }
}
