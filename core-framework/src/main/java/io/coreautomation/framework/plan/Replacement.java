package io.coreautomation.framework.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a change makes a resource anew. */
public enum Replacement {
  ALWAYS,
  /** It depends on values that only the change itself brings about. */
  CONDITIONAL,
  NEVER;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Replacement parse(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
