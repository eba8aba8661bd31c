package io.coreautomation.execute.run;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.RunDocument;
import io.coreautomation.framework.run.RunDocument.Claim;
import io.coreautomation.framework.run.RunDocument.Transition;
import io.coreautomation.framework.run.RunStateStore.Version;
import io.coreautomation.framework.run.SettledActions;
import io.coreautomation.framework.run.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run while one turn works on it. Not thread-safe: results are applied by the turn
 * alone.
 */
public final class RunProgress {
  private final RunDocument loaded;
  private final ActionStates actions;
  private final Map<String, String> variables;
  private final Map<String, String> commands;
  private final List<Transition> outbox;
  private final Set<String> unrecorded = new HashSet<>();
  private final long turn;
  private long generation;
  private long eventEstimate;
  private boolean suspended;
  private @Nullable Problem calledOff;
  private boolean cancelled;
  private @Nullable Digest rollback;
  private @Nullable Instant drivenSince;

  /** Begins the turn after the one that wrote {@code loaded}. */
  public RunProgress(Version loaded, long generation, long historyEvents) {
    this(loaded.head(), loaded.settled(), generation, historyEvents);
  }

  public RunProgress(
      RunDocument head, Map<String, ActionState> apart, long generation, long historyEvents) {
    this.loaded = head;
    this.actions = new ActionStates(head, apart);
    this.variables = new TreeMap<>(head.variables());
    this.commands = new TreeMap<>(head.commands());
    this.outbox = new ArrayList<>(head.outbox());
    outbox.forEach(transition -> noteUnrecorded(transition.standing()));
    this.turn = head.turn() + 1;
    this.generation = generation;
    this.eventEstimate =
        (generation == head.generation() ? head.eventEstimate() : 0) + historyEvents;
    this.suspended = Boolean.TRUE.equals(head.suspended());
    this.calledOff = head.calledOff();
    this.cancelled = Boolean.TRUE.equals(head.cancelled());
    this.rollback = head.rollback();
    this.drivenSince = generation == head.generation() ? head.drivenSince() : null;
  }

  public ActionState action(String id) {
    return actions.get(id);
  }

  /** Moves an action; a change of its status is noted for the event log. */
  public void put(String id, ActionState next, Instant wallTime) {
    put(id, next, wallTime, null);
  }

  /**
   * The same.
   *
   * @param standing how the thing that it is about stands now; null if there is nothing to note
   */
  public void put(String id, ActionState next, Instant wallTime, @Nullable Standing standing) {
    if (actions.put(id, next)) {
      outbox.add(
          new Transition(
              id, next.attempt(), next.status(), wallTime, message(next.failure()), standing));
      noteUnrecorded(standing);
    }
  }

  private void noteUnrecorded(@Nullable Standing standing) {
    if (standing != null) {
      unrecorded.add(standing.place());
    }
  }

  /**
   * Whether this run has changed a thing, and the registry may not say so yet.
   *
   * @param place as {@link Standing#place} names it
   */
  public boolean isUnrecorded(String place) {
    return unrecorded.contains(place);
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

  /** Turns in a row before this one that did not come to their end. */
  public int unfinishedTurns() {
    return loaded.unfinishedTurns();
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
    drivenSince = null;
  }

  /** A turn begins; the first one of an execution tells since when that drives the run. */
  public void begins(Instant wallTime) {
    if (drivenSince == null) {
      drivenSince = wallTime;
    }
  }

  /** Since when this execution drives the run, in wall time. */
  public Instant drivenSince() {
    return Objects.requireNonNull(drivenSince, "a turn that has not begun");
  }

  /** Whether nothing new is started until an operator says so. */
  public boolean isSuspended() {
    return suspended;
  }

  public void suspend(boolean yes) {
    suspended = yes;
  }

  /** Why everything is called off, if it is. */
  public @Nullable Problem calledOff() {
    return calledOff;
  }

  /** Calls off what is under way, and lets nothing start but what cleans up after a failure. */
  public void callOff(Problem reason) {
    calledOff = reason;
    dueNow(state -> true);
  }

  /** Has actions under way looked at now. */
  public void dueNow(Predicate<ActionState> which) {
    actions.dueNow(which);
  }

  /** Whether an operator called the run off: then nothing starts any more. */
  public boolean isCancelled() {
    return cancelled;
  }

  public void cancel(Problem reason) {
    callOff(reason);
    cancelled = true;
  }

  /** What was called off goes on. */
  public void callOn() {
    calledOff = null;
    cancelled = false;
  }

  /** The list that takes back what the run has done, once it does. */
  public @Nullable Digest rollback() {
    return rollback;
  }

  public void rollBack(@Nullable Digest list) {
    rollback = list;
  }

  /** Whether an operator's command is carried out already. */
  public boolean isDone(String command) {
    return commands.containsKey(command);
  }

  /** Notes what came of a command. */
  public void done(String command, String outcome) {
    commands.put(command, outcome);
  }

  /** Commands that are carried out, and are not known to be marked so. */
  public Map<String, String> commands() {
    return Map.copyOf(commands);
  }

  /** These are marked as carried out. */
  public void marked(Set<String> ids) {
    commands.keySet().removeAll(ids);
  }

  /** Ids of the actions that are under way, in the order in which they became so. */
  public List<String> active() {
    return actions.active();
  }

  public int activeCount() {
    return actions.activeCount();
  }

  /** How many actions stand how, of a list with so many. */
  public Map<String, Long> counts(int total) {
    return actions.counts(total);
  }

  public List<Transition> outbox() {
    return List.copyOf(outbox);
  }

  /** What was noted is in the event log and the registry now. */
  public void recorded() {
    outbox.clear();
    unrecorded.clear();
  }

  /** Actions at their end that are worth an object of their own. */
  public Optional<SettledActions> settling() {
    return actions.settling();
  }

  /** They are in an object of that name. */
  public void settled(SettledActions ended, Digest name) {
    actions.settled(ended, name);
  }

  /**
   * The state as it is now, to be stored.
   *
   * @param claim null at the end of a turn
   */
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
        claim == null ? 0 : loaded.unfinishedTurns() + 1,
        suspended ? true : null,
        calledOff,
        cancelled ? true : null,
        rollback,
        actions.live(),
        actions.settled(),
        Map.copyOf(variables),
        List.copyOf(outbox),
        Map.copyOf(commands),
        loaded.startedAt() == null ? startedAt : loaded.startedAt(),
        drivenSince);
  }
}
