package io.coreautomation.cli.run;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.output.Screen;
import io.coreautomation.cli.platform.Platform;
import io.coreautomation.cli.platform.Registry;
import io.coreautomation.cli.progress.RunSummary;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.RunView;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sees to it that a run gets where it is wanted: it looks on while another process has the world,
 * and carries the run out itself when nobody has.
 */
public final class Attendance {
  private final Surroundings surroundings;
  private final Screen screen;
  private final Registry registry;
  private final Supplier<Platform> takeOver;
  private final String world;
  private final State wanted;

  /**
   * Attends to runs of a registry.
   *
   * @param takeOver opens the world of the registry
   * @param world the options that name it
   * @param wanted where the run should get
   */
  public Attendance(
      Surroundings surroundings,
      Screen screen,
      Registry registry,
      Supplier<Platform> takeOver,
      String world,
      State wanted) {
    this.surroundings = surroundings;
    this.screen = screen;
    this.registry = registry;
    this.takeOver = takeOver;
    this.world = world;
    this.wanted = wanted;
  }

  /** Attends to a run until it is over or suspended, and tells the exit code. */
  public int attend(RunId run) {
    while (true) {
      var holder = registry.holder();
      var end = holder.isPresent() ? Optional.of(look(run, holder.get())) : carriedOut(run);
      if (end.isPresent() && isSettled(end.get()) && !registry.isAsked(run)) {
        screen.document(end.get().json());
        return new RunSummary(end.get(), wanted).exitCode();
      }
    }
  }

  private RunView look(RunId run, String holder) {
    screen.talk("run " + run.shortId() + " is carried out by " + holder);
    return follower(registry).follow(run);
  }

  /** Nothing if another process has taken the world since. */
  private Optional<RunView> carriedOut(RunId run) {
    Platform platform;
    try {
      platform = takeOver.get();
    } catch (ProblemException e) {
      if (e.first().code() == ProblemCode.LOCKED) {
        return Optional.empty();
      }
      throw e;
    }
    try (platform) {
      platform.resume(run);
      return Optional.of(follower(platform).follow(run));
    }
  }

  private RunFollower follower(Registry of) {
    return new RunFollower(surroundings, screen, of, world, wanted);
  }

  private static boolean isSettled(RunView run) {
    return run.run().endedAt() != null
        || RunStatus.parse(run.run().status()).state() == State.SUSPENDED;
  }
}
