package io.coreautomation.execute.turn;

import io.coreautomation.db.duration.Durations;
import io.coreautomation.db.duration.Likeness;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Field;
import io.coreautomation.framework.shape.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How long actions take: as those of the same kind and template did in earlier runs, else as their
 * kind says.
 */
final class Experience {
  /** What one run teaches at most, the most frequent first: its end must not take long. */
  private static final int LESSONS = 200;

  private final Kinds kinds;
  private final Durations durations;

  Experience(Kinds kinds, Durations durations) {
    this.kinds = kinds;
    this.durations = durations;
  }

  /** How long each action of a list will probably take. */
  Function<Action, Duration> of(ActionList list) {
    var learned =
        durations.of(list.actions().stream().map(this::likeness).collect(Collectors.toSet()));
    return action -> {
      var known = learned.get(likeness(action));
      return known == null ? kinds.handler(action.kind()).describe().usual() : known;
    };
  }

  /** Takes in how long the actions of a run took that changed something. */
  void learn(ActionList list, RunProgress progress) {
    var took = new HashMap<Likeness, LongSummaryStatistics>();
    Instant last = null;
    for (var action : list.actions()) {
      var state = progress.action(action.id());
      if (isTelling(state)) {
        var ended = Objects.requireNonNull(state.endedAt());
        took.computeIfAbsent(likeness(action), l -> new LongSummaryStatistics())
            .accept(Duration.between(state.startedAt(), ended).toMillis());
        last = last == null || last.isBefore(ended) ? ended : last;
      }
    }
    if (last != null) {
      var now = last;
      took.entrySet().stream()
          .sorted(
              Comparator.comparingLong(
                      (Map.Entry<Likeness, LongSummaryStatistics> e) -> e.getValue().getCount())
                  .reversed())
          .limit(LESSONS)
          .forEach(lesson -> durations.learn(lesson.getKey(), lesson.getValue(), now));
    }
  }

  /** What found nothing to do says nothing of how long it takes when there is. */
  private static boolean isTelling(ActionState state) {
    return state.status() == ActionStatus.COMPLETE
        && state.change() != Change.NO_CHANGE
        && state.startedAt() != null
        && state.endedAt() != null;
  }

  private Likeness likeness(Action action) {
    return new Likeness(
        action.kind(),
        template(action)
            .map(field -> action.params().path(field.name()).asText())
            // Its key in the store: what it says is the last part, whosever deployment it is in.
            .map(key -> key.substring(key.lastIndexOf('/') + 1))
            .orElse(""));
  }

  private Optional<Field> template(Action action) {
    return kinds.handler(action.kind()).describe().shape().fields().stream()
        .filter(field -> field.role() == Role.Kind.TEMPLATE)
        .findFirst();
  }
}
