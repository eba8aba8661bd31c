package io.coreautomation.framework.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a task asks for. */
public enum TaskVerb {
  PACKAGE,
  UPLOAD,
  COMPILE,
  PLAN,
  APPLY,
  DEPLOY,
  RELEASE,
  TEARDOWN;

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static TaskVerb parse(String label) {
    return find(label)
        .orElseThrow(() -> new IllegalArgumentException("there is no task '" + label + "'"));
  }

  public static Optional<TaskVerb> find(String label) {
    return Arrays.stream(values()).filter(v -> v.label().equals(label)).findFirst();
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(TaskVerb::label).toList();
  }
}
