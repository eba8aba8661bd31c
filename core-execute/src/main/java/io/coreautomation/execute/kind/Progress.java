package io.coreautomation.execute.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.Change;
import java.util.Map;
import java.util.TreeMap;

/** How far an action is. */
public sealed interface Progress {
  /**
   * Under way.
   *
   * @param handle what the kind needs to find its work again; small
   */
  record Running(ObjectNode handle, Pace pace) implements Progress {}

  /**
   * At its end.
   *
   * @param outputs for other actions and for people
   * @param variables for the rest of the run
   */
  record Done(Map<String, String> outputs, Change change, Map<String, String> variables)
      implements Progress {
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

  static Progress running(Record handle) {
    return new Running(Json.objectOf(handle), Pace.NORMAL);
  }

  static Progress runningSoon(Record handle) {
    return new Running(Json.objectOf(handle), Pace.SOON);
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
}
