package io.coreautomation.framework.logging;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Fields that every line logged by this thread carries until they are closed; then the earlier ones
 * are back. Threads do not inherit them.
 *
 * <pre>{@code
 * try (var _ = LogFields.open().correlationId(run.text()).action(id)) { … }
 * }</pre>
 */
public final class LogFields implements AutoCloseable {
  private final Map<String, @Nullable String> before = new HashMap<>();

  private LogFields() {}

  /** No field yet. */
  public static LogFields open() {
    return new LogFields();
  }

  public LogFields correlationId(String id) {
    return with("correlationId", id);
  }

  public LogFields action(String id) {
    return with("actionId", id);
  }

  public LogFields account(String id) {
    return with("account", id);
  }

  public LogFields region(String name) {
    return with("region", name);
  }

  private LogFields with(String field, String value) {
    if (!before.containsKey(field)) {
      before.put(field, MDC.get(field));
    }
    MDC.put(field, value);
    return this;
  }

  @Override
  public void close() {
    before.forEach(
        (field, value) -> {
          if (value == null) {
            MDC.remove(field);
          } else {
            MDC.put(field, value);
          }
        });
  }
}
