package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.folder.PackageDirectory;
import io.coreautomation.cli.run.PackageRun;
import io.coreautomation.cli.run.PlanRuns;
import io.coreautomation.cli.run.RunFollower;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code core apply [DIR] --plan PLAN}. */
@Command(
    name = "apply",
    description = {
      "Carries out a plan, just as it was shown, and follows the run to its end.",
      "It is refused where the world has moved since, and where it is asked to do so by other",
      "rules (--on-failure, --max-parallel, …) than the plan was made with."
    },
    footer = {"", "Example:", "  core apply examples/landing-zone --plan sha256-9f86d081884c"})
public final class ApplyVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private CoordinateOptions coordinates = new CoordinateOptions();
  @Mixin private TaskFlags flags = new TaskFlags();
  @Mixin private ConsentFlag consent = new ConsentFlag();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "the folder of the package; if it is given, the plan must be of it")
  private @Nullable String directory;

  @Option(
      names = "--plan",
      required = true,
      paramLabel = "PLAN",
      description = "the digest of the plan, or the beginning of it")
  private String plan = "";

  public ApplyVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (directory == null && coordinates.areGiven()) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.REQUEST_INVALID,
              "coordinates are given without the DIR of which they are",
              "Name the folder that the plan must be of, or leave them out: the plan has its"
                  + " own."));
    }
    var deployment =
        directory == null
            ? null
            : coordinates.deployment(
                PackageDirectory.open(surroundings.directory(), directory), true);
    var options = flags.options();
    var screen = common.screen(surroundings);
    try (var platform = world.open(surroundings, screen, flags.onLocked())) {
      var follower = new RunFollower(surroundings, screen, platform, world.hint());
      return new PlanRuns(
              platform,
              screen,
              new PackageRun(
                  platform, screen, follower, consent.consent(surroundings), System::nanoTime))
          .apply(plan, deployment, options);
    }
  }
}
