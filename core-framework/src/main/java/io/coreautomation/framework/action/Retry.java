package io.coreautomation.framework.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.Field;
import io.coreautomation.framework.shape.InvalidFieldException;
import io.coreautomation.framework.shape.ShortForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often an action is tried again. Only failures that its kind calls retryable are, or those
 * whose code is in {@code on}.
 *
 * @param attempts in all, the first included; 2 to 10
 * @param backoff world time before the second attempt, doubled before each one after; null means 30
 *     s
 * @param on codes of problems, such as {@code STACK_FAILED}, besides those that the kind marks
 */
@ShortForm("attempts")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Retry(
    @Doc("how often it is tried in all, 2 to 10") int attempts,
    @Doc("the pause before the second attempt, doubled before each one after; 30s unless said")
        @Nullable Duration backoff,
    @Doc("codes of failures that are tried again besides those that pass by themselves")
        List<String> on) {
  public static final Duration BACKOFF = Duration.ofSeconds(30);

  private static final int MAX_ATTEMPTS = 10;
  private static final Duration MAX_BACKOFF = Duration.ofHours(1);

  public Retry {
    if (attempts < 2 || attempts > MAX_ATTEMPTS) {
      throw new InvalidFieldException(
          "attempts",
          attempts + " attempts are no retry",
          "Use 2 to " + MAX_ATTEMPTS + ": the first attempt counts.");
    }
    if (backoff != null
        && (backoff.compareTo(Duration.ofSeconds(1)) < 0 || backoff.compareTo(MAX_BACKOFF) > 0)) {
      throw new InvalidFieldException(
          "backoff", "a backoff of " + backoff + " is out of bounds", "Use 1s to 1h.");
    }
    on = on == null ? List.of() : codes(on);
  }

  /** The pause before an attempt, counted from 1: the second waits for the backoff. */
  public Duration before(int attempt) {
    var first = backoff == null ? BACKOFF : backoff;
    return first.multipliedBy(1L << Math.clamp(attempt - 2, 0, 10));
  }

  private static List<String> codes(List<String> written) {
    var names = Arrays.stream(ProblemCode.values()).map(Enum::name).toList();
    var codes = new ArrayList<String>();
    for (var word : written) {
      codes.add(
          names.stream()
              .filter(name -> Field.isSame(name, word))
              .findFirst()
              .orElseThrow(
                  () ->
                      new InvalidFieldException(
                          "on",
                          codes.size(),
                          "'" + word + "' is no code of a failure",
                          NearestName.suggestion(names, word))));
    }
    return List.copyOf(codes);
  }
}
