package io.coreautomation.framework.action;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** On which outcome of its dependencies an action runs. */
public enum RunOn {
  /** All of them COMPLETE: the default. */
  SUCCESS,
  /** All of them ended, at least one FAILED. */
  FAILURE,
  /** All of them ended, however. */
  ALWAYS;

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static RunOn parse(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
