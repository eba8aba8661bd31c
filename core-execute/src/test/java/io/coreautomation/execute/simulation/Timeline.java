package io.coreautomation.execute.simulation;

import io.coreautomation.framework.testing.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

/** What is to happen in a world, by time; of two things at one time, chance says which is first. */
final class Timeline {
  private static final int REMEMBERED = 60;

  private final HandClock clock;
  private final Dice dice;
  private final PriorityQueue<Happening> queue =
      new PriorityQueue<>(
          Comparator.comparing(Happening::at)
              .thenComparing(Happening::tie)
              .thenComparing(Happening::number));
  private final Deque<String> story = new ArrayDeque<>();
  private long number;
  private int steps;

  private record Happening(Instant at, double tie, long number, String what, Runnable body) {}

  Timeline(HandClock clock, Dice dice) {
    this.clock = clock;
    this.dice = dice;
  }

  void after(Duration delay, String what, Runnable body) {
    queue.add(new Happening(clock.now().plus(delay), dice.fraction(), number++, what, body));
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** How many things have happened. */
  int steps() {
    return steps;
  }

  /** Lets the next thing happen, however long it takes until then. */
  void step() {
    happen(queue.remove());
  }

  /** Lets the next thing happen if it is due within that time: in the middle of another. */
  boolean stepWithin(Duration time) {
    var next = queue.peek();
    if (next == null || next.at().isAfter(clock.now().plus(time))) {
      return false;
    }
    queue.remove();
    happen(next);
    return true;
  }

  private void happen(Happening next) {
    clock.waitUntil(next.at());
    steps++;
    tell(next.what());
    next.body().run();
  }

  /** Notes what happens, for the story of a seed that broke a law. */
  void tell(String what) {
    if (story.size() == REMEMBERED) {
      story.removeFirst();
    }
    story.addLast(Duration.between(HandClock.START, clock.now()) + " " + what);
  }

  /** The last things that happened, oldest first. */
  String story() {
    return String.join("\n", story);
  }
}
