package io.coreautomation.db.event;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.db.table.SortableTime;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run, at a time that is its own: told twice, it is one event.
 *
 * @param type one of this type's constants; a text, as an older release reads a newer one's
 * @param actionId null for what happened to the run as a whole
 * @param attempt of the action; 0 for the run as a whole
 * @param message for people; cut where it is longer than {@value #MESSAGE} characters
 * @param sourceFile where the author wrote the action
 */
public record Event(
    RunId runId,
    Prn prn,
    String type,
    @Nullable String actionId,
    long attempt,
    @Nullable String account,
    @Nullable String region,
    String message,
    @Nullable String sourceFile,
    @Nullable Integer sourceLine,
    Instant at) {
  public static final String RUN_REQUESTED = "RUN_REQUESTED";
  public static final String RUN_COMPILED = "RUN_COMPILED";

  /** Handed to the state machine; its first turn is to come. */
  public static final String RUN_QUEUED = "RUN_QUEUED";

  public static final String RUN_STARTED = "RUN_STARTED";

  /** It stands in line for a lock. */
  public static final String RUN_WAITING = "RUN_WAITING";

  public static final String RUN_SUSPENDED = "RUN_SUSPENDED";
  public static final String RUN_RESUMED = "RUN_RESUMED";

  /** Asked by an operator to go on after its end. */
  public static final String RUN_REOPENED = "RUN_REOPENED";

  /** An operator took its locks from it. */
  public static final String RUN_UNLOCKED = "RUN_UNLOCKED";

  public static final String RUN_STALLED = "RUN_STALLED";

  /** Its execution had died; the next one goes on. */
  public static final String RUN_RESTARTED = "RUN_RESTARTED";

  public static final String RUN_COMPLETE = "RUN_COMPLETE";
  public static final String RUN_FAILED = "RUN_FAILED";
  public static final String RUN_CANCELLED = "RUN_CANCELLED";
  public static final String ACTION_STARTING = "ACTION_STARTING";
  public static final String ACTION_RUNNING = "ACTION_RUNNING";
  public static final String ACTION_CANCELLING = "ACTION_CANCELLING";
  public static final String ACTION_COMPLETE = "ACTION_COMPLETE";
  public static final String ACTION_FAILED = "ACTION_FAILED";
  public static final String ACTION_SKIPPED = "ACTION_SKIPPED";
  public static final String ACTION_CANCELLED = "ACTION_CANCELLED";
  public static final String ACTION_UNKNOWN = "ACTION_UNKNOWN";

  /** So that a hundred events are one transaction. */
  static final int MESSAGE = 8_000;

  /** A run's events are spread over so many partitions, as one takes 1,000 writes a second. */
  static final int SHARDS = 8;

  public Event {
    if (message.length() > MESSAGE) {
      message = message.substring(0, MESSAGE - 1) + "…";
    }
  }

  /** Something that happened to a run as a whole. */
  public static Event ofRun(RunId runId, Prn prn, String type, String message, Instant at) {
    return new Event(runId, prn, type, null, 0, null, null, message, null, null, at);
  }

  /** Something that happened to one action. */
  public static Event ofAction(
      RunId runId, Prn prn, String type, Action action, long attempt, String message, Instant at) {
    var target = action.target();
    return new Event(
        runId,
        prn,
        type,
        action.id(),
        attempt,
        target == null ? null : target.account(),
        target == null ? null : target.region(),
        message,
        action.source().file(),
        action.source().line(),
        at);
  }

  /** Tells this event from every other; the same each time that it is told. */
  public String derivedId() {
    var about = String.join("\n", runId.text(), subject(), attempt + "", type, at.toString());
    return Digest.of(about).hex().substring(0, 16);
  }

  /** Sorts events by time: the cursor of who follows them. */
  public String sortKey() {
    return SortableTime.text(at) + "#" + derivedId();
  }

  /** How events are rows that are kept for so long. */
  static RowType<Event> row(Duration kept) {
    return RowType.of(Event.class, event -> event.key(ofRun(event.runId())))
        .first(event -> event.key(ofPrn(event.prn())))
        .expires(event -> event.at().plus(kept))
        .build();
  }

  static String ofRun(RunId runId) {
    return "RUN#" + runId;
  }

  static String ofPrn(Prn prn) {
    return "EVENTS#" + prn;
  }

  static String shard(String of, int number) {
    return of + "#" + number;
  }

  private Key key(String of) {
    return new Key(shard(of, Math.floorMod(subject().hashCode(), SHARDS)), sortKey());
  }

  private String subject() {
    return actionId == null ? "" : actionId;
  }
}
