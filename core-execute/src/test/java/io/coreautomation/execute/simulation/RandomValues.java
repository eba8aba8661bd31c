package io.coreautomation.execute.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Assignments;
import io.coreautomation.framework.action.Condition;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the actions of a list set, and what others make of it. Each variable is set by one action,
 * and read by those that come after it.
 */
final class RandomValues {
  private final Dice dice;

  /** By the action that sets them. */
  private final Map<String, String> variables = new TreeMap<>();

  /** What a part begins with. */
  private final List<String> given = new ArrayList<>();

  RandomValues(Dice dice) {
    this.dice = dice;
  }

  /** Whether an action is carried out wherever nothing fails. */
  static boolean isSure(Action action) {
    return action.condition() == null && action.runOn() == null;
  }

  /** What an action sets, if anything. */
  @Nullable Assignments set(String id) {
    if (!dice.chance(0.25) || variables.containsKey(id)) {
      return null;
    }
    var name = "v" + id.replace('.', '_');
    variables.put(id, name);
    var values = Json.object().put(name, dice.pick(List.of("yes", "no")));
    return dice.chance(0.3) ? new Assignments(values, null) : new Assignments(null, values);
  }

  /** Whether an action runs, by how one before it has ended, what it put out, or what it set. */
  @Nullable Condition condition(List<Action> before) {
    var conditions = new ArrayList<Condition>();
    given.forEach(name -> conditions.add(is(new Part.Variable(name), "yes")));
    for (var action : before) {
      conditions.add(is(new Part.StatusOf(action.id()), "COMPLETE"));
      if (isSure(action)) {
        if (variables.containsKey(action.id())) {
          conditions.add(is(new Part.Variable(variables.get(action.id())), "yes"));
        }
        if (action.params().path("outputs").asInt() == 10) {
          conditions.add(is(new Part.OutputOf(action.id(), "Value"), "x".repeat(10)));
        }
      }
    }
    return conditions.isEmpty() || !dice.chance(0.3) ? null : dice.pick(conditions);
  }

  /** That something is what the run knows. */
  static Condition is(Part part, String value) {
    return new Condition(
        "it == '" + value + "'", Json.object().set("it", Expressions.compiled(List.of(part))));
  }

  /** The variables that come from these actions go into a part. */
  void handedOver(ObjectNode params, List<Action> before) {
    var inputs = params.putObject("inputs");
    names(before)
        .forEach(name -> inputs.set(name, Expressions.compiled(List.of(new Part.Variable(name)))));
  }

  /** The same, as the part sees it. */
  void given(RandomValues whole, List<Action> before) {
    given.addAll(whole.names(before));
  }

  private List<String> names(List<Action> before) {
    return before.stream()
        .filter(RandomValues::isSure)
        .map(action -> variables.get(action.id()))
        .filter(Objects::nonNull)
        .toList();
  }

  /** What one of those actions, or of their parts, has put out. */
  Optional<ObjectNode> output(List<Action> before) {
    return before.stream()
        .filter(RandomValues::isSure)
        .filter(action -> action.params().has("outputs"))
        .findFirst()
        .map(
            action -> {
              var outputs = action.params().path("outputs");
              var name = outputs.isInt() ? "Value" : outputs.at("/0/action").asText() + "@Value";
              return Expressions.compiled(List.of(new Part.OutputOf(action.id(), name)));
            });
  }

  /** A variable that a part sets is as if its action had set it; so is an output. */
  void takenFrom(ObjectNode params, String id, RandomValues part, List<Action> of) {
    of.stream()
        .filter(RandomValues::isSure)
        .filter(action -> action.params().has("outputs"))
        .findFirst()
        .ifPresent(
            action ->
                params
                    .putArray("outputs")
                    .addObject()
                    .put("action", action.id())
                    .put("output", "Value"));
    part.variables.values().stream()
        .findFirst()
        .ifPresent(
            name -> {
              params.putArray("sets").add(name);
              variables.put(id, name);
            });
  }
}
