package io.coreautomation.execute.run;

import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunDocument;
import io.coreautomation.framework.run.RunDocument.Claim;
import io.coreautomation.framework.run.RunDocument.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run while one turn works on it. Not thread-safe: results are applied by the turn
 * alone.
 */
public final class RunProgress {
  private final RunDocument loaded;
  private final Map<String, ActionState> actions;
  private final Map<String, String> variables;
  private final List<Transition> outbox;
  private final long turn;
  private long generation;
  private long eventEstimate;

  /** Begins the turn after the one that wrote {@code loaded}. */
  public RunProgress(RunDocument loaded, long generation, long historyEvents) {
    this.loaded = loaded;
    this.actions = new LinkedHashMap<>(loaded.actions());
    this.variables = new TreeMap<>(loaded.variables());
    this.outbox = new ArrayList<>(loaded.outbox());
    this.turn = loaded.turn() + 1;
    this.generation = generation;
    this.eventEstimate =
        (generation == loaded.generation() ? loaded.eventEstimate() : 0) + historyEvents;
  }

  public ActionState action(String id) {
    return actions.getOrDefault(id, ActionState.PENDING);
  }

  /** Moves an action; a change of its status is noted for the event log. */
  public void put(String id, ActionState next, Instant wallTime) {
    var before = action(id);
    actions.put(id, next);
    if (before.status() != next.status()) {
      outbox.add(
          new Transition(id, next.attempt(), next.status(), wallTime, message(next.failure())));
    }
  }

  private static @Nullable String message(@Nullable Problem failure) {
    return failure == null ? null : failure.message();
  }

  public Map<String, String> variables() {
    return variables;
  }

  public long turn() {
    return turn;
  }

  public long generation() {
    return generation;
  }

  public long eventEstimate() {
    return eventEstimate;
  }

  /** The next execution goes on from here. */
  public void raiseGeneration() {
    generation++;
    eventEstimate = 0;
  }

  /** Ids of the actions that are under way. */
  public List<String> active() {
    return actions.entrySet().stream()
        .filter(e -> e.getValue().status().isActive())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How many actions stand how, of a list with so many. */
  public Map<String, Long> counts(int total) {
    var counts = new TreeMap<String, Long>();
    actions.values().forEach(s -> counts.merge(s.status().name(), 1L, Long::sum));
    var pending = total - actions.size();
    if (pending > 0) {
      counts.merge(ActionStatus.PENDING.name(), (long) pending, Long::sum);
    }
    return counts;
  }

  public List<Transition> outbox() {
    return List.copyOf(outbox);
  }

  /** What was noted is in the event log now. */
  public void recorded() {
    outbox.clear();
  }

  /** The state as it is now, to be stored. */
  public RunDocument document(String nonce, @Nullable Claim claim, Instant startedAt) {
    return new RunDocument(
        RunDocument.FORMAT_VERSION,
        loaded.run(),
        loaded.list(),
        generation,
        turn,
        nonce,
        claim,
        eventEstimate,
        Map.copyOf(actions),
        Map.copyOf(variables),
        List.copyOf(outbox),
        loaded.startedAt() == null ? startedAt : loaded.startedAt());
  }
}
