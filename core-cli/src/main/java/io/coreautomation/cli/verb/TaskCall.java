package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.run.Consent;
import io.coreautomation.cli.run.PackageRun;
import io.coreautomation.cli.run.RunFollower;
import io.coreautomation.framework.task.TaskVerb;

/** A call that carries a task out on a package: what {@code run} and {@code teardown} share. */
record TaskCall(
    Surroundings surroundings,
    CommonOptions common,
    WorldOptions world,
    PackageOptions pack,
    TaskFlags flags,
    Consent consent) {

  /**
   * Carries it out.
   *
   * @param trustRegistry whether the registry is believed without asking AWS
   */
  int carryOut(TaskVerb task, boolean trustRegistry) {
    // All that can be refused without a world is refused before one is opened.
    var folder = pack.folder(surroundings);
    var deployment = pack.deployment(folder, task != TaskVerb.TEARDOWN);
    var options = flags.options(trustRegistry);
    var screen = common.screen(surroundings);
    try (var platform = world.open(surroundings, screen, flags.onLocked())) {
      var follower = new RunFollower(surroundings, screen, platform, world.hint());
      return new PackageRun(platform, screen, follower, consent, System::nanoTime)
          .carryOut(folder, deployment, task, options);
    }
  }
}
