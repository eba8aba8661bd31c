package io.coreautomation.deployspec.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Assignments;
import io.coreautomation.framework.action.Condition;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has to pass between parts. An output that an action of another part refers to becomes an
 * output of the part's action, and a variable with which the other part begins; so the run above
 * hands it on, by a reference like any other.
 */
final class Crossings {
  private final Map<String, Action> actions;
  private final Map<String, String> homes;
  private final Problems problems;
  private final Map<String, Set<String>> setters = new HashMap<>();
  private final Map<String, SortedMap<String, JsonNode>> inputs = new HashMap<>();
  private final Map<String, SortedSet<Wanted>> outputs = new HashMap<>();
  private final Map<String, SortedSet<String>> sets = new HashMap<>();

  /** An output that leaves a part. */
  record Wanted(String action, String output) implements Comparable<Wanted> {
    /** No name of an action has an {@code @}. */
    String name() {
      return action + "@" + output;
    }

    @Override
    public int compareTo(Wanted other) {
      return name().compareTo(other.name());
    }
  }

  /**
   * @param homes by action: the id of the part that it is in, or the empty text for none
   */
  Crossings(
      Map<String, Action> actions,
      Map<String, String> homes,
      KindCatalog kinds,
      Problems problems) {
    this.actions = actions;
    this.homes = homes;
    this.problems = problems;
    for (var action : actions.values()) {
      for (var name : variablesSetBy(action, kinds)) {
        setters.computeIfAbsent(name, n -> new HashSet<>()).add(home(action.id()));
      }
    }
  }

  private static List<String> variablesSetBy(Action action, KindCatalog kinds) {
    var names = new ArrayList<String>();
    var set = action.set();
    if (set != null) {
      Stream.of(set.onStart(), set.onComplete())
          .filter(Objects::nonNull)
          .forEach(assigned -> assigned.fieldNames().forEachRemaining(names::add));
    }
    if (kinds.find(action.kind()).filter(kind -> !kind.targeted()).isPresent()) {
      action.params().path("variables").fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  private String home(String action) {
    return homes.getOrDefault(action, "");
  }

  /** The variables that a part begins with, as the run above knows them. */
  SortedMap<String, JsonNode> inputs(String part) {
    return inputs.getOrDefault(part, new TreeMap<>());
  }

  /** What the run above needs of a part's outputs. */
  SortedSet<Wanted> outputs(String part) {
    return outputs.getOrDefault(part, new TreeSet<>());
  }

  /** The variables that the run above needs of a part. */
  SortedSet<String> sets(String part) {
    return sets.getOrDefault(part, new TreeSet<>());
  }

  /** An action as it stands in its own list: it refers to nothing that is in another one. */
  Action rewritten(Action action, List<String> dependsOn) {
    var condition = action.condition();
    var set = action.set();
    return Action.of(action.id(), action.kind(), action.source())
        .name(action.name())
        .target(action.target())
        .params((ObjectNode) replaced(action.params(), action))
        .dependsOn(dependsOn)
        .runOn(action.runOn())
        .condition(
            condition == null
                ? null
                : new Condition(
                    condition.expression(), (ObjectNode) replaced(condition.values(), action)))
        .retry(action.retry())
        .timeout(action.timeout())
        .onTimeout(action.onTimeout())
        .awaited(action.awaited())
        .optional(action.optional())
        .lock(action.lock())
        .set(
            set == null
                ? null
                : new Assignments(
                    assigned(set.onStart(), action), assigned(set.onComplete(), action)))
        .saveOutputs(action.saveOutputs())
        .stage(action.stage())
        .build();
  }

  private @Nullable ObjectNode assigned(@Nullable ObjectNode values, Action by) {
    return values == null ? null : (ObjectNode) replaced(values, by);
  }

  private JsonNode replaced(JsonNode tree, Action in) {
    return Expressions.replaced(tree, part -> replaced(part, in));
  }

  private Part replaced(Part part, Action in) {
    return switch (part) {
      case Part.Literal _ -> part;
      case Part.OutputOf(String producer, String output) when !together(producer, in) ->
          passed(new Wanted(producer, output), in);
      case Part.OutputOf _ -> part;
      case Part.StatusOf(String other) -> {
        if (!together(other, in)) {
          refuse(in, other, "asks how '" + other + "' stands");
        }
        yield part;
      }
      case Part.Variable(String name) -> {
        read(name, in);
        yield part;
      }
    };
  }

  private boolean together(String other, Action action) {
    return home(other).equals(home(action.id()));
  }

  private Part passed(Wanted wanted, Action to) {
    var from = home(wanted.action());
    Part above = new Part.OutputOf(wanted.action(), wanted.output());
    if (!from.isEmpty()) {
      outputs.computeIfAbsent(from, p -> new TreeSet<>()).add(wanted);
      above = new Part.OutputOf(from, wanted.name());
    }
    if (home(to.id()).isEmpty()) {
      return above;
    }
    given(to, wanted.name(), above);
    return new Part.Variable(wanted.name());
  }

  /** A variable that no action beside this one sets comes from above. */
  private void read(String name, Action by) {
    var set = setters.getOrDefault(name, Set.of());
    if (set.isEmpty() || set.contains(home(by.id()))) {
      return;
    }
    for (var part : set) {
      if (!part.isEmpty()) {
        sets.computeIfAbsent(part, p -> new TreeSet<>()).add(name);
      }
    }
    if (!home(by.id()).isEmpty()) {
      given(by, name, new Part.Variable(name));
    }
  }

  private void given(Action to, String name, Part value) {
    inputs
        .computeIfAbsent(home(to.id()), p -> new TreeMap<>())
        .put(name, Expressions.compiled(List.of(value)));
  }

  /** Reports what cannot pass. */
  void refuse(Action action, String other, String what) {
    var far = actions.get(other);
    problems.add(
        Problem.at(
            action.source(),
            ProblemCode.DEPENDENCY_UNKNOWN,
            "'"
                + action.id()
                + "' "
                + what
                + (far == null ? "" : " (" + far.source() + ")")
                + ", but the list is too long for one run, and the two are in different parts",
            "Let it refer to outputs or variables, or make two packages of this one."));
  }
}
