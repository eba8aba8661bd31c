package io.coreautomation.deployspec.fanout;

import io.coreautomation.deployspec.fanout.FannedAction.Instance;
import io.coreautomation.framework.action.Cycles;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** What waits for what, from instance to instance. */
public final class Dependencies {
  /** More than any schedule of people's making: such a list wants a barrier in its middle. */
  private static final int MAX_EDGES = 1_000_000;

  private final Map<String, Set<String>> edges = new LinkedHashMap<>();
  private final Instances instances;
  private final Problems problems;
  private final Problems notes;
  private int count;

  public Dependencies(Instances instances, Problems problems, Problems notes) {
    this.instances = instances;
    this.problems = problems;
    this.notes = notes;
  }

  /** Adds what an action says about its order. */
  public void addAll(FannedAction from) {
    for (var selector : from.action().dependsOn()) {
      each(from, selector, (own, other) -> add(own.id(), other.id(), selector.source()));
    }
    for (var selector : from.action().after()) {
      if (isThere(selector, "after")) {
        each(from, selector, (own, other) -> add(own.id(), other.id(), selector.source()));
      }
    }
    for (var selector : from.action().before()) {
      if (isThere(selector, "before")) {
        each(from, selector, (own, other) -> add(other.id(), own.id(), selector.source()));
      }
    }
  }

  /** All pairs that a selector makes; one problem a selector, not one an instance. */
  private void each(FannedAction from, Scalar selector, BiConsumer<Instance, Instance> edge) {
    try {
      for (var own : from.instances()) {
        instances
            .dependency(selector.text(), own.target(), selector.source())
            .forEach(other -> edge.accept(own, other));
      }
    } catch (ProblemException e) {
      problems.addAll(e.problems());
    }
  }

  /** Adds one edge. */
  public void add(String id, String dependsOn, Source place) {
    if (count >= MAX_EDGES) {
      throw new ProblemException(
          Problem.at(
              place,
              ProblemCode.DEPENDENCY_UNKNOWN,
              "there are more than " + MAX_EDGES + " dependencies between single actions",
              "Put a SYSTEM::NoOp between the two, or use name@*/= or name@=/*."));
    }
    if (edges.computeIfAbsent(id, _ -> new LinkedHashSet<>()).add(dependsOn)) {
      count++;
    }
  }

  /** What an instance waits for, sorted. */
  public List<String> of(String id) {
    return edges.getOrDefault(id, Set.of()).stream().sorted().toList();
  }

  /** All that waits for one of these, directly or through others. */
  public Set<String> downstreamOf(Collection<String> ids) {
    var dependents = new HashMap<String, List<String>>();
    edges.forEach(
        (id, dependsOn) ->
            dependsOn.forEach(
                other -> dependents.computeIfAbsent(other, _ -> new ArrayList<>()).add(id)));
    var found = new HashSet<String>();
    var open = new ArrayDeque<>(ids);
    while (!open.isEmpty()) {
      for (var dependent : dependents.getOrDefault(open.remove(), List.of())) {
        if (found.add(dependent)) {
          open.add(dependent);
        }
      }
    }
    return found;
  }

  /** Reports a cycle, if there is one, as its path. */
  public void checkAcyclic(List<FannedAction> actions) {
    var ids = new LinkedHashMap<String, FannedAction>();
    actions.forEach(a -> a.instances().forEach(instance -> ids.put(instance.id(), a)));
    Cycles.first(ids.keySet(), id -> edges.getOrDefault(id, Set.of()))
        .ifPresent(
            path -> {
              var places = new LinkedHashSet<String>();
              path.forEach(
                  id -> {
                    var action = ids.get(id);
                    if (action != null) {
                      var source = action.action().source();
                      places.add(action.name() + " (" + source.file() + ":" + source.line() + ")");
                    }
                  });
              var first = ids.get(path.getFirst());
              problems.add(
                  Problem.at(
                      first == null ? null : first.action().source(),
                      ProblemCode.DEPENDENCY_CYCLE,
                      "these actions wait for each other: " + String.join(" → ", path),
                      "Remove one of the dependencies of " + String.join(", ", places) + "."));
            });
  }

  /** Orderings count only among what is in the list; a name that is not there may be a typo. */
  private boolean isThere(Scalar selector, String field) {
    var name = selector.text().replaceFirst("@.*", "");
    var there = instances.action(name).isPresent() || instances.isUnreadable(name);
    if (!there) {
      notes.add(
          Problem.at(
              selector.source(),
              ProblemCode.DEPENDENCY_UNKNOWN,
              "'" + field + "' names '" + name + "', which is not in this document",
              NearestName.suggestion(instances.names(), name)));
    }
    return there;
  }
}
