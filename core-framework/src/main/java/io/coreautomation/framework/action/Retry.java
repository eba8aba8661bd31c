package io.coreautomation.framework.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often an action is tried again. Only failures that its kind calls retryable are, or those
 * whose code is in {@code on}.
 *
 * @param attempts in all, the first included; at least 2
 * @param backoff world time before the second attempt, doubled before each one after; null means 30
 *     s
 * @param on codes of problems, such as {@code STACK_FAILED}, besides those that the kind marks
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Retry(int attempts, @Nullable Duration backoff, List<String> on) {
  public static final Duration BACKOFF = Duration.ofSeconds(30);

  public Retry {
    on = on == null ? List.of() : List.copyOf(on);
  }

  /** The pause before an attempt, counted from 1: the second waits for the backoff. */
  public Duration before(int attempt) {
    var first = backoff == null ? BACKOFF : backoff;
    return first.multipliedBy(1L << Math.clamp(attempt - 2, 0, 10));
  }
}
