package io.coreautomation.framework.action;

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
 * @param timeout from the action's start, of world time; null means the kind's default
 * @param onTimeout {@code fail} (the default, null) or {@code continue}
 * @param optional whether its failure lets the run go on as if it were COMPLETE; null means false
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
    @Nullable Duration timeout,
    @Nullable String onTimeout,
    @Nullable Boolean optional,
    @Nullable Boolean saveOutputs,
    @Nullable String stage,
    Source source) {
  public Action {
    dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
    params = params == null ? Json.object() : params.deepCopy();
  }

  /** A copy: lists are immutable. */
  @Override
  public ObjectNode params() {
    return params.deepCopy();
  }

  public RunOn runsOn() {
    return runOn == null ? RunOn.SUCCESS : runOn;
  }

  public boolean mayFail() {
    return Boolean.TRUE.equals(optional);
  }

  public boolean savesOutputs() {
    return !Boolean.FALSE.equals(saveOutputs);
  }
}
