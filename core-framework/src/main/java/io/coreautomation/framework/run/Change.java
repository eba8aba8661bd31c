package io.coreautomation.framework.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What an action did to what it is about. */
public enum Change {
  CREATE("create", "created"),
  UPDATE("update", "updated"),
  REPLACE("replace", "replaced"),
  DELETE("delete", "deleted"),
  NO_CHANGE("noChange", "no change"),
  /** It is not about a thing that can be created or changed. */
  NONE("none", "done");

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
