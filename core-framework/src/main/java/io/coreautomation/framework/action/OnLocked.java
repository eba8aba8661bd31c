package io.coreautomation.framework.action;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a run does when another run holds what it wants to change. */
public enum OnLocked {
  /** It waits in line: the default. */
  WAIT,
  /** It fails at once. */
  FAIL;

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static OnLocked parse(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
