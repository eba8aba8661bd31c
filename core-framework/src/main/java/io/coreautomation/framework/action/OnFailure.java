package io.coreautomation.framework.action;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a run does once an action has failed. */
public enum OnFailure {
  /** What runs is followed to its end, nothing new is started: the default. */
  DRAIN,
  /** What runs is called off, nothing new is started. */
  CANCEL,
  /** Branches that do not depend on the failure go on. */
  CONTINUE,
  /** As {@link #DRAIN}; then what this run has changed is taken back, in reverse order. */
  ROLLBACK;

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static OnFailure parse(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
