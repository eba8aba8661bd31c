package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.execute.permission.AccountPolicy;
import io.coreautomation.framework.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A case in a world of its own. */
final class KindTrial {
  private final KindWorld world = new KindWorld();
  private final KindCase given;

  private KindTrial(KindCase given) {
    this.given = given;
    given.before().accept(world);
    world.pass(Duration.ofMinutes(5));
    world.begin();
  }

  static KindTrial of(KindCase given) {
    return new KindTrial(given);
  }

  /** From now on it may do what is computed for its action, and nothing else. */
  KindTrial limited() {
    world.limit(given.handler().describe().name(), params(), null);
    return this;
  }

  /** From now on it may do all of that but for one thing. */
  KindTrial limitedBut(Permission without) {
    world.limit(given.handler().describe().name(), params(), without);
    return this;
  }

  /** What is computed for its action. */
  List<AccountPolicy> computed() {
    return LimitedWorker.computed(given.handler().describe().name(), params());
  }

  KindWorld world() {
    return world;
  }

  KindCalls calls() {
    return world.calls();
  }

  /** What others see of the world. */
  List<Object> seen() {
    return Seen.of(world);
  }

  private ObjectNode params() {
    return given.params().apply(world);
  }

  /** Looks until the preview is done, which it will be. */
  Progress.Previewed preview() {
    var looked = look();
    assertThat(looked).isInstanceOf(Progress.Previewed.class);
    return (Progress.Previewed) looked;
  }

  /** Looks until the preview is done or has failed, going on after a crash or a throttle. */
  Progress look() {
    return look(given.handler());
  }

  private <P extends Record> Progress look(ActionHandler<P> handler) {
    for (int looks = 0; looks < 50; looks++) {
      try {
        var found = handler.preview(world.context(false), world.bound(handler, params()));
        if (!(found instanceof Progress.Running)) {
          return found;
        }
      } catch (KindCalls.Crash | ThrottledException e) {
        // The next look finds what this one has begun.
      }
      world.pass(Duration.ofSeconds(5));
    }
    throw new AssertionError("the preview came to no end");
  }

  /** Previews, and lets what comes be the run that carries the plan out. */
  Progress.Previewed plan() {
    var previewed = preview();
    world.apply(previewed);
    return previewed;
  }

  Optional<Problem> lacksRoom() {
    return given.handler().lacksRoom(world.context(false), List.of(params()));
  }

  Progress verify() {
    return given.handler().verify(world.context(false), world.planned());
  }

  Progress discard(boolean again) {
    return given.handler().discard(world.context(again), world.planned());
  }

  /** Drives it to its end, going on after a crash or a throttle. */
  Progress drive() {
    return world.drive(given.handler(), params());
  }

  /** Starts it, and looks no more. */
  Progress start() {
    return start(given.handler());
  }

  private <P extends Record> Progress start(ActionHandler<P> handler) {
    return handler.start(world.context(false), world.bound(handler, params()));
  }

  /** Starts it, and calls it off after some looks. */
  Progress cancelAfter(int looks) {
    return cancelAfter(given.handler(), looks);
  }

  private <P extends Record> Progress cancelAfter(ActionHandler<P> handler, int looks) {
    var bound = world.bound(handler, params());
    var progress = handler.start(world.context(false), bound);
    for (int i = 0; i < 500 && progress instanceof Progress.Running running; i++) {
      world.pass(Duration.ofSeconds(2));
      progress =
          i == looks
              ? handler.cancel(world.context(true), bound, running.handle())
              : handler.check(world.context(true), bound, running.handle());
    }
    return progress;
  }
}
