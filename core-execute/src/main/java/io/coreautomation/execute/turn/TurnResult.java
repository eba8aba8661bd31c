package io.coreautomation.execute.turn;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.coreautomation.framework.coordinates.RunId;

/**
 * What the state machine is told: ids, and what comes next. It is also the payload of the states
 * after it.
 *
 * @param wakeInSeconds of world time; the state machine's limit is at least 5
 * @param wakeCounter the wakes that this turn had seen when it began
 */
public record TurnResult(
    RunId runId, long generation, long turn, Next next, int wakeInSeconds, long wakeCounter) {

  /** Where the state machine goes. */
  public enum Next {
    CONTINUE("continue"),
    PARK("park"),
    HAND_OVER("handOver"),
    SUCCESS("success"),
    FAILURE("failure");

    private final String word;

    Next(String word) {
      this.word = word;
    }

    @JsonValue
    public String word() {
      return word;
    }

    @JsonCreator
    static Next parse(String word) {
      for (var next : values()) {
        if (next.word.equals(word)) {
          return next;
        }
      }
      throw new IllegalArgumentException(word);
    }
  }
}
