package io.coreautomation.execute.simulation;

import io.coreautomation.execute.operate.Operator;
import io.coreautomation.execute.park.ParkRequest;
import io.coreautomation.execute.reap.Reaper;
import io.coreautomation.execute.turn.Engine;
import io.coreautomation.execute.wake.StatusWakes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Functions: each invocation has a process to itself, which may be a warm one. What a process knew
 * is gone when it dies.
 */
final class Lambdas {
  /** After which an invocation is killed. */
  static final Duration LIMIT = Duration.ofMinutes(5);

  /** What our handlers take off that, for the last checkpoint. */
  static final Duration MARGIN = Duration.ofSeconds(10);

  private static final Invocation OUTSIDE = new Invocation(0, Instant.MAX);

  private final SimClock clock;
  private final Timeline timeline;
  private final Dice dice;
  private Function<String, Process> starting =
      name -> {
        throw new IllegalStateException("nobody says what a process is");
      };
  private final List<Process> warm = new ArrayList<>();
  private final Deque<Invocation> stack = new ArrayDeque<>();
  private long invocations;
  private int processes;
  private Instant lastDeath = Instant.MIN;

  /** What lives in one process. */
  record Process(
      Engine engine,
      Consumer<ParkRequest> parking,
      StatusWakes wakes,
      Reaper reaper,
      Operator operator) {}

  private record Invocation(long number, Instant end) {}

  Lambdas(SimClock clock, Timeline timeline, Dice dice) {
    this.clock = clock;
    this.timeline = timeline;
    this.dice = dice;
  }

  /** Says what lives in a new process. */
  void startedBy(Function<String, Process> maker) {
    starting = maker;
  }

  /** Whether it is an invocation that is at work, and not the world around all of them. */
  boolean isBusy() {
    return !stack.isEmpty() && stack.getFirst() != OUTSIDE;
  }

  /** How many are under way: one in the middle of the other. */
  int depth() {
    return (int) stack.stream().filter(invocation -> invocation != OUTSIDE).count();
  }

  /** Lets something happen in the middle of an invocation that is none of its doing. */
  boolean outside(BooleanSupplier happening) {
    stack.addFirst(OUTSIDE);
    try {
      return happening.getAsBoolean();
    } finally {
      stack.removeFirst();
    }
  }

  /** The number of the innermost one; 0 if there is none. */
  long current() {
    return stack.isEmpty() ? 0 : stack.getFirst().number();
  }

  /** When an invocation died or failed last. */
  Instant lastDeath() {
    return lastDeath;
  }

  /** Kills the innermost invocation if its time is over. */
  void checkLimit() {
    if (clock.now().isAfter(stack.getFirst().end())) {
      timeline.tell("killed for its time");
      throw new Crash();
    }
  }

  /** Invokes a function: its result, or nothing if it failed or died. */
  <T> Optional<T> invoke(String what, Function<Process, T> body) {
    var process =
        warm.isEmpty() || dice.chance(0.2)
            ? starting.apply("process-" + ++processes)
            : warm.remove(dice.between(0, warm.size() - 1));
    stack.addFirst(new Invocation(++invocations, clock.now().plus(LIMIT)));
    try {
      var result = body.apply(process);
      warm.add(process);
      return Optional.of(result);
    } catch (Crash e) {
      lastDeath = clock.now();
      return Optional.empty();
    } catch (RuntimeException e) {
      lastDeath = clock.now();
      timeline.tell(what + " failed: " + e);
      warm.add(process);
      return Optional.empty();
    } finally {
      stack.removeFirst();
    }
  }
}
