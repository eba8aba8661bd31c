package io.coreautomation.execute.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.Standing;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far an action is. */
public sealed interface Progress {
  /**
   * Under way.
   *
   * @param handle what the kind needs to find its work again; small
   * @param at before which there is nothing to see; null if nobody knows
   * @param attended whether it needs another look to go on, as something of it is still to be asked
   *     for; else it ends by itself, and whoever need not know how leaves it alone
   */
  record Running(ObjectNode handle, Pace pace, @Nullable Instant at, boolean attended)
      implements Progress {
    public Running(ObjectNode handle, Pace pace) {
      this(handle, pace, null);
    }

    public Running(ObjectNode handle, Pace pace, @Nullable Instant at) {
      this(handle, pace, at, false);
    }

    @Override
    public Running toBeAttended() {
      return new Running(handle, pace, at, true);
    }
  }

  /**
   * At its end.
   *
   * @param outputs for other actions and for people
   * @param variables for the rest of the run
   * @param standing of the thing that it is about, for the registry; null if there is none, or
   *     nothing that the registry does not say already
   */
  record Done(
      Map<String, String> outputs,
      Change change,
      Map<String, String> variables,
      @Nullable Standing standing)
      implements Progress {
    public Done(Map<String, String> outputs, Change change, Map<String, String> variables) {
      this(outputs, change, variables, null);
    }

    public Done {
      outputs = java.util.Collections.unmodifiableMap(new TreeMap<>(outputs));
      variables = java.util.Collections.unmodifiableMap(new TreeMap<>(variables));
    }
  }

  /**
   * Looked at: what only previews answer.
   *
   * @param outputs that stand already and will stay as they are
   * @param variables that it would set, as far as they are known
   */
  record Previewed(Preview preview, Map<String, String> outputs, Map<String, String> variables)
      implements Progress {
    public Previewed {
      outputs = java.util.Collections.unmodifiableMap(new TreeMap<>(outputs));
      variables = java.util.Collections.unmodifiableMap(new TreeMap<>(variables));
    }
  }

  /** At an end that its author did not want. */
  record Failed(Problem problem) implements Progress {}

  /** Of an action that is called off: nothing was begun for it, and nothing will be. */
  record NotBegun() implements Progress {}

  /** How soon it is worth another look. */
  enum Pace {
    /** Growing pauses, from 5 s to 60 s. */
    NORMAL,
    /** As soon as the engine allows: the next step is a matter of seconds. */
    SOON,
    /**
     * Seen under way, and AWS tells its end by an event that names our token or what {@link
     * ActionHandler#awaits} says: where events reach us, a look now and then is enough.
     */
    EVENT
  }

  /** The same; if it is under way, it needs another look to go on. */
  default Progress toBeAttended() {
    return this;
  }

  static Progress running(Record handle) {
    return new Running(Json.objectOf(handle), Pace.NORMAL);
  }

  static Progress runningSoon(Record handle) {
    return new Running(Json.objectOf(handle), Pace.SOON);
  }

  /** Under way until a time that is known. */
  static Progress runningUntil(Instant at, Record handle) {
    return new Running(Json.objectOf(handle), Pace.NORMAL, at);
  }

  static Progress awaitingEvent(Record handle) {
    return new Running(Json.objectOf(handle), Pace.EVENT);
  }

  static Progress previewed(Preview preview) {
    return new Previewed(preview, Map.of(), Map.of());
  }

  static Progress done(Change change) {
    return new Done(Map.of(), change, Map.of());
  }

  static Progress done(Change change, Map<String, String> outputs) {
    return new Done(outputs, change, Map.of());
  }

  /** At its end, with how the thing that it is about stands now. */
  static Progress done(Change change, Map<String, String> outputs, Standing standing) {
    return new Done(outputs, change, Map.of(), standing);
  }
}
