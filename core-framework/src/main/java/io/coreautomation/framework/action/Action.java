package io.coreautomation.framework.action;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The smallest unit of work: one kind, in one account and region (or in none, for kinds of the
 * platform itself).
 *
 * @param id {@code name/account/region}, or the name alone where there is no target
 * @param name as its author wrote it
 * @param kind the canonical name, such as {@code AWS::CreateStack}
 * @param target null for kinds that act on no account
 * @param params literals, and {@code {"$expr":[…]}} where only the run knows the value
 * @param dependsOn ids
 * @param runOn null means {@link RunOn#SUCCESS}
 * @param condition false means that the action is skipped
 * @param retry null means that a failure stands
 * @param timeout from the action's start, of world time; null means the kind's default
 * @param onTimeout {@code fail} (the default, null) or {@code continue}
 * @param awaited whether it is complete when its work is; null means true; false means as soon as
 *     it has started
 * @param optional whether its failure lets the run go on as if it were COMPLETE; null means false
 * @param lock a name that one action at a time holds, of all runs
 * @param set variables that it sets
 * @param saveOutputs whether its outputs are shown and recorded; null means true
 * @param stage a label for people
 * @param source where its author wrote it
 */
public record Action(
    String id,
    String name,
    String kind,
    @Nullable Target target,
    ObjectNode params,
    List<String> dependsOn,
    @Nullable RunOn runOn,
    @Nullable Condition condition,
    @Nullable Retry retry,
    @Nullable Duration timeout,
    @Nullable String onTimeout,
    @JsonProperty("wait") @Nullable Boolean awaited,
    @Nullable Boolean optional,
    @Nullable String lock,
    @Nullable Assignments set,
    @Nullable Boolean saveOutputs,
    @Nullable String stage,
    Source source) {
  public Action {
    dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
    params = params == null ? Json.object() : params.deepCopy();
  }

  /** Begins an action whose name is its id, until it is given another. */
  public static ActionBuilder of(String id, String kind, Source source) {
    return new ActionBuilder(id, kind, source);
  }

  /** A copy: lists are immutable. */
  @Override
  public ObjectNode params() {
    return params.deepCopy();
  }

  public RunOn runsOn() {
    return runOn == null ? RunOn.SUCCESS : runOn;
  }

  /** Whether the run waits for its work to end. */
  public boolean waits() {
    return !Boolean.FALSE.equals(awaited);
  }

  public boolean mayFail() {
    return Boolean.TRUE.equals(optional);
  }

  public boolean savesOutputs() {
    return !Boolean.FALSE.equals(saveOutputs);
  }
}
