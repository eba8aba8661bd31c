package io.coreautomation.framework.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.coreautomation.framework.task.TaskVerb;

/** What an action did to what it is about. */
public enum Change {
  CREATE("create", "created"),
  UPDATE("update", "updated"),
  REPLACE("replace", "replaced"),
  DELETE("delete", "deleted"),
  NO_CHANGE("noChange", "no change"),
  /** It is not about a thing that can be created or changed. */
  NONE("none", "done"),
  /** Nobody can say yet: only plans know this one. */
  UNKNOWN("unknown", "known after apply");

  private final String word;
  private final String past;

  Change(String word, String past) {
    this.word = word;
    this.past = past;
  }

  @JsonValue
  public String word() {
    return word;
  }

  /** For people, once it is done. */
  public String past() {
    return past;
  }

  /** For people, in the report of a run of that task. */
  public String word(TaskVerb task) {
    return task == TaskVerb.PLAN ? future() : past;
  }

  /** For people, before it is done. */
  public String future() {
    return switch (this) {
      case CREATE, UPDATE, REPLACE, DELETE -> "to " + word;
      case NO_CHANGE, UNKNOWN -> past;
      case NONE -> "nothing to change";
    };
  }

  @JsonCreator
  public static Change parse(String word) {
    for (var change : values()) {
      if (change.word.equals(word)) {
        return change;
      }
    }
    throw new IllegalArgumentException("there is no change '" + word + "'");
  }
}
