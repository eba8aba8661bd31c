package io.coreautomation.execute.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Params of actions that are looked at before those that they refer to are done. A value stands
 * already if what it comes from will not change; every other is named, and its reference left in
 * its place. Not thread-safe.
 */
public final class PlanInputs {
  private final Map<String, Action> actions;
  private final RunProgress progress;
  private final Map<String, Boolean> staying = new HashMap<>();

  public PlanInputs(Map<String, Action> actions, RunProgress progress) {
    this.actions = actions;
    this.progress = progress;
  }

  /**
   * Params, as far as they are known.
   *
   * @param needs references to what is not known yet
   */
  public record Inputs(JsonNode params, List<String> needs) {
    /** These params, which need what others need, too. */
    public Inputs and(Inputs others) {
      var all = new TreeSet<>(needs);
      all.addAll(others.needs());
      return new Inputs(params, List.copyOf(all));
    }
  }

  /**
   * Resolves what stands already.
   *
   * @param value of what does
   */
  public Inputs of(JsonNode params, Function<Part, String> value) {
    var needs = new TreeSet<String>();
    var resolved =
        Expressions.resolved(
            params,
            part -> {
              if (isKnown(part)) {
                return value.apply(part);
              }
              var name = name(part);
              needs.add(name);
              return "${" + name + "}";
            });
    return new Inputs(resolved, List.copyOf(needs));
  }

  private boolean isKnown(Part part) {
    return switch (part) {
      case Part.Literal _ -> true;
      case Part.OutputOf(String id, String _) -> stays(id) && tells(progress.action(id));
      case Part.StatusOf(String id) -> progress.action(id).status().isTerminal();
      case Part.Variable(String name) -> progress.variables().containsKey(name);
    };
  }

  private static String name(Part part) {
    return switch (part) {
      case Part.Literal(String text) -> text;
      case Part.OutputOf(String id, String output) -> "actions." + id + ".outputs." + output;
      case Part.StatusOf(String id) -> "actions." + id + ".status";
      case Part.Variable(String name) -> "variables." + name;
    };
  }

  /**
   * Whether an action's outputs will be what they are now. One that only reads may read what an
   * action before it changes.
   */
  private boolean stays(String id) {
    var known = staying.get(id);
    if (known != null) {
      return known;
    }
    var change = change(progress.action(id));
    var stays =
        change == Change.NO_CHANGE
            || (change == Change.NONE
                && Objects.requireNonNull(actions.get(id), id).dependsOn().stream()
                    .allMatch(this::stays));
    if (progress.action(id).status().isTerminal()) {
      staying.put(id, stays);
    }
    return stays;
  }

  /** Whether what was looked at says what its outputs are: not each kind can before its work. */
  private static boolean tells(ActionState state) {
    return !state.outputs().isEmpty() || Boolean.TRUE.equals(state.outputsApart());
  }

  private static Change change(ActionState state) {
    return Objects.requireNonNullElse(state.change(), Change.UNKNOWN);
  }
}
