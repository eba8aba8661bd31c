package io.coreautomation.execute.simulation;

import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.Condition;
import io.coreautomation.framework.action.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list as an engine has it that does not heed some of what its author wrote. */
record Heedless(Set<Guard> without) {
  private static final int OFTEN = 9;

  ActionList seen(ActionList list) {
    return new ActionList(
        list.formatVersion(),
        list.task(),
        list.coordinates(),
        list.onFailure(),
        without.contains(Guard.PARALLEL) ? null : list.maxParallel(),
        list.maxPerTarget(),
        list.onLocked(),
        list.trustRegistry(),
        list.actions().stream().map(this::seen).toList());
  }

  private Action seen(Action action) {
    return new Action(
        action.id(),
        action.name(),
        action.kind(),
        action.target(),
        action.params(),
        without.contains(Guard.DEPENDENCIES) ? List.of() : action.dependsOn(),
        action.runOn(),
        condition(action),
        retry(action),
        action.timeout(),
        action.onTimeout(),
        action.awaited(),
        action.optional(),
        action.lock(),
        action.set(),
        action.saveOutputs(),
        action.stage(),
        action.source());
  }

  private @Nullable Condition condition(Action action) {
    return without.contains(Guard.CONDITION) ? null : action.condition();
  }

  private @Nullable Retry retry(Action action) {
    return without.contains(Guard.ATTEMPTS) && action.retry() != null
        ? new Retry(OFTEN, Duration.ofSeconds(10), action.retry().on())
        : action.retry();
  }
}
