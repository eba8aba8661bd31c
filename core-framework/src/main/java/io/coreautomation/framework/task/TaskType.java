package io.coreautomation.framework.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the package of a task holds. */
public enum TaskType {
  DEPLOYSPEC,
  /** Components; upstream's word for them. */
  PIPELINE,
  RELEASEPLAN;

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static TaskType parse(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
