package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.execute.permission.AccountPolicy;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A case in a world of its own. */
public final class KindTrial {
  private final KindWorld world;
  private final KindCase given;

  private KindTrial(KindCase given, Instant start) {
    this.given = given;
    this.world = new KindWorld(start);
    given.before().accept(world);
    world.pass(Duration.ofMinutes(5));
    world.begin();
  }

  public static KindTrial of(KindCase given) {
    return new KindTrial(given, KindWorld.START);
  }

  /** The same, whose world begins at some time. */
  public static KindTrial from(Instant start, KindCase given) {
    return new KindTrial(given, start);
  }

  /** What others see of a case's world at some time if nobody works in it. */
  static List<Object> seenUntouched(KindCase given, Instant at) {
    var trial = of(given);
    trial.world.pass(Duration.between(trial.world.now(), at));
    return trial.seen();
  }

  /** From now on it may do what is computed for its action, and nothing else. */
  KindTrial limited() {
    world.limit(given.handler(), params(), null);
    return this;
  }

  /** From now on it may do all of that but for one thing. */
  KindTrial limitedBut(Permission without) {
    world.limit(given.handler(), params(), without);
    return this;
  }

  /** What is computed for its action. */
  List<AccountPolicy> computed() {
    return LimitedWorker.computed(given.handler(), params());
  }

  /** Its run is of another deployment than what was done before. */
  KindTrial ofAnother() {
    world.beginAsAnother();
    return this;
  }

  public KindWorld world() {
    return world;
  }

  public KindCalls calls() {
    return world.calls();
  }

  /** What others see of the world. */
  public List<Object> seen() {
    return Seen.of(world);
  }

  /** What stands in the world, each by its name. */
  Map<String, Object> things() {
    return Seen.things(world);
  }

  public ObjectNode params() {
    return given.params().apply(world);
  }

  /** Looks until the preview is done, which it will be. */
  public Progress.Previewed preview() {
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
        if (!(found instanceof Progress.Running) && !isUnanswered(found)) {
          return found;
        }
      } catch (KindCalls.Crash | ThrottledException e) {
        // The next look finds what this one has begun.
      }
      world.pass(Duration.ofSeconds(5));
    }
    throw new AssertionError("the preview came to no end");
  }

  private static boolean isUnanswered(Progress found) {
    return found instanceof Progress.Failed(Problem problem)
        && problem.code() == ProblemCode.AWS_UNAVAILABLE;
  }

  /** Previews, and lets what comes be the run that carries the plan out. */
  public Progress.Previewed plan() {
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

  public Progress discard(boolean again) {
    return given.handler().discard(world.context(again), world.planned());
  }

  /** How it is taken back. */
  public Compensation compensation(Change change, @Nullable ObjectNode before) {
    return compensation(given.handler(), change, before);
  }

  /** The action that takes it back without an earlier success, if one does. */
  public Optional<Compensation.By> undo(Change change, Function<String, ActionHandler<?>> kinds) {
    return switch (compensation(change, null)) {
      case Compensation.By by -> Optional.of(by);
      case Compensation.ByInverse inverse -> {
        var kind = kinds.apply(given.handler().describe().inverse());
        yield Optional.of(inverse.by(kind.describe(), params()));
      }
      case Compensation.ByItsRun _, Compensation.Nothing _, Compensation.Irreversible _ ->
          Optional.empty();
    };
  }

  private <P extends Record> Compensation compensation(
      ActionHandler<P> handler, Change change, @Nullable ObjectNode before) {
    return handler.compensation(world.bound(handler, params()), change, before);
  }

  /** Drives it to its end, going on after a crash or a throttle. */
  public Progress drive() {
    return world.drive(given.handler(), params());
  }

  /** Drives it as far as somebody must who does not wait for its end. */
  Progress leave() {
    return world.leave(given.handler(), params());
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
