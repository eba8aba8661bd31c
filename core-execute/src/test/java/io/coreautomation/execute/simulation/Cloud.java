package io.coreautomation.execute.simulation;

import io.coreautomation.framework.coordinates.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cheap AWS: it makes things that take a while, each for one action and under one token, and
 * remembers all of them. It is the truth that the engine's records are held against.
 */
final class Cloud {
  private final Gate gate;
  private final SimClock clock;
  private final Timeline timeline;
  private final List<Thing> things = new ArrayList<>();
  private final Map<String, List<Instant>> changes = new HashMap<>();
  private Watcher watcher = Watcher.NONE;

  /** What was seen is not so any more. */
  static final class Moved extends RuntimeException {
    private static final long serialVersionUID = 1;

    Moved() {
      super("it has moved", null, false, false);
    }
  }

  /** Who is told of what happens. */
  interface Watcher {
    Watcher NONE =
        new Watcher() {
          @Override
          public void starting(Thing thing) {}

          @Override
          public void ended(Thing thing) {}
        };

    void starting(Thing thing);

    void ended(Thing thing);
  }

  /** Something that was made. */
  static final class Thing {
    final int id;
    final RunId run;
    final String action;
    final String token;
    final int step;
    final String lock;
    final boolean good;
    final Instant startedAt;
    private Instant endsAt;
    private boolean cancelled;

    private Thing(int id, Order order, boolean good, Instant now) {
      this.id = id;
      this.run = order.run();
      this.action = order.action();
      this.token = order.token();
      this.step = order.step();
      this.lock = order.lock();
      this.good = good;
      this.startedAt = now;
      this.endsAt = now.plus(order.takes());
    }

    boolean isLive(Instant now) {
      return now.isBefore(endsAt);
    }

    boolean hasEndedWell(Instant now) {
      return !isLive(now) && good && !cancelled;
    }

    boolean wasCancelled() {
      return cancelled;
    }

    @Override
    public String toString() {
      return action + " step " + step + " (" + token + (good ? ")" : "), which will fail");
    }
  }

  /**
   * What is asked for.
   *
   * @param lock what it changes; empty if nobody else does
   * @param failures how many things like it come to nothing
   * @param seen the version that it is about; null if any will do
   */
  record Order(
      RunId run,
      String action,
      String token,
      int step,
      String lock,
      Duration takes,
      int failures,
      @Nullable String seen) {}

  Cloud(Gate gate, SimClock clock, Timeline timeline) {
    this.gate = gate;
    this.clock = clock;
    this.timeline = timeline;
  }

  void watchedBy(Watcher who) {
    watcher = who;
  }

  /** The truth, without a call. */
  List<Thing> things() {
    return things;
  }

  /** Makes it each time that it is asked for. */
  int create(Order order) {
    return gate.call(Gate.Door.AWS, true, () -> make(order).id);
  }

  /** Makes it once a token. */
  int createOnce(Order order) {
    return gate.call(
        Gate.Door.AWS, true, () -> byToken(order.token()).orElseGet(() -> make(order)).id);
  }

  Optional<Integer> find(String token) {
    return gate.call(Gate.Door.AWS, false, () -> byToken(token).map(thing -> thing.id));
  }

  /** What an action is about has a version, which is another whenever somebody changes it. */
  String version(String action) {
    return gate.call(Gate.Door.AWS, false, () -> versionAt(action, clock.now()));
  }

  /** The truth, without a call. */
  String versionAt(String action, Instant time) {
    var before = changes.getOrDefault(action, List.of()).stream();
    return "v" + before.filter(at -> !at.isAfter(time)).count();
  }

  /** Somebody else changes it. */
  void change(String action) {
    changes.computeIfAbsent(action, key -> new ArrayList<>()).add(clock.now());
  }

  Thing describe(int id) {
    return gate.call(Gate.Door.AWS, false, () -> things.get(id));
  }

  void read() {
    gate.call(Gate.Door.AWS, false, () -> true);
  }

  void cancel(int id) {
    gate.call(
        Gate.Door.AWS,
        true,
        () -> {
          var thing = things.get(id);
          if (thing.isLive(clock.now())) {
            thing.endsAt = clock.now();
            thing.cancelled = true;
          }
          return true;
        });
  }

  private Optional<Thing> byToken(String token) {
    return things.stream().filter(thing -> thing.token.equals(token)).findFirst();
  }

  private Thing make(Order order) {
    if (order.seen() != null && !order.seen().equals(versionAt(order.action(), clock.now()))) {
      throw new Moved();
    }
    var before =
        things.stream()
            .filter(t -> t.run.equals(order.run()) && t.action.equals(order.action()))
            .filter(t -> t.step == order.step())
            .count();
    var thing = new Thing(things.size(), order, before >= order.failures(), clock.now());
    watcher.starting(thing);
    things.add(thing);
    timeline.tell("made " + thing);
    timeline.after(order.takes(), "ended " + thing, () -> watcher.ended(thing));
    return thing;
  }
}
