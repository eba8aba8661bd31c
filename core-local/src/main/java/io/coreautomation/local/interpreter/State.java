package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A state of the state machine, read and checked. */
sealed interface State {
  /** What of a state's input it sees, and what of its output goes on. */
  Flow flow();

  /**
   * What goes into a state and out of it.
   *
   * @param input null where the state sees an empty object
   * @param output null where an empty object goes on
   */
  record Flow(@Nullable ReferencePath input, @Nullable ReferencePath output) {}

  /**
   * How a result goes into the input.
   *
   * @param selector null: the result as it is
   * @param path null: the result is dropped
   */
  record Result(@Nullable Expression selector, @Nullable ReferencePath path) {}

  /**
   * Calls something.
   *
   * @param parameters null: the input as it is
   * @param timeout in seconds; null: none
   * @param next null where the execution ends
   */
  record Task(
      Flow flow,
      TaskResource resource,
      @Nullable Expression parameters,
      Result result,
      @Nullable Expression timeout,
      List<Retrier> retriers,
      List<Catcher> catchers,
      @Nullable String next)
      implements State {}

  /**
   * Hands on a value.
   *
   * @param value null: the input as it is, or what the parameters make of it
   */
  record Pass(
      Flow flow,
      @Nullable Expression parameters,
      @Nullable JsonNode value,
      Result result,
      @Nullable String next)
      implements State {}

  /**
   * Lets time go by.
   *
   * @param until seconds to wait, or a time, as {@code isTime} tells
   */
  record Wait(Flow flow, Expression until, boolean isTime, @Nullable String next)
      implements State {}

  /**
   * Goes the first way that fits.
   *
   * @param otherwise null where it is an error if no branch fits
   */
  record Choice(Flow flow, List<Branch> branches, @Nullable String otherwise) implements State {}

  record Succeed(Flow flow) implements State {}

  record Fail(Flow flow, @Nullable Expression error, @Nullable Expression cause) implements State {}

  record Branch(ChoiceRule rule, String next) {}

  record Catcher(List<String> errors, @Nullable ReferencePath path, String next) {}

  record Retrier(
      List<String> errors,
      Duration interval,
      int attempts,
      double backoff,
      @Nullable Duration longest,
      boolean fullJitter) {
    /**
     * How long to wait before another try.
     *
     * @param earlier how many tries this retrier has granted before
     */
    Duration delay(int earlier, RandomGenerator random) {
      // As a double, since the power soon leaves the range of a long; no wait is over a year.
      var seconds = Math.min(interval.toSeconds() * Math.pow(backoff, earlier), 31_536_000);
      if (longest != null) {
        seconds = Math.min(seconds, (double) longest.toSeconds());
      }
      var share = fullJitter ? random.nextDouble() : 1;
      return Duration.ofMillis(Math.round(seconds * share * 1000));
    }
  }
}
