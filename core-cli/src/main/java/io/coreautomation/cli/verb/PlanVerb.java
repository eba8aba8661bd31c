package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.folder.PackageDirectory;
import io.coreautomation.cli.output.Screen;
import io.coreautomation.cli.platform.Platform;
import io.coreautomation.cli.run.Consent;
import io.coreautomation.cli.run.PackageRun;
import io.coreautomation.cli.run.PlanRuns;
import io.coreautomation.cli.run.RunFollower;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.task.TaskOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code core plan DIR}, {@code core plan --drop PLAN}. */
@Command(
    name = "plan",
    description = {
      "Shows what a deployment of a package would change, and changes nothing.",
      "What it shows can be applied, just so, for seven days."
    },
    footer = {
      "",
      "Example:",
      "  core plan examples/landing-zone",
      "  core plan examples/landing-zone --detailed-exit-code",
      "  core plan --drop sha256-9f86d081884c"
    })
public final class PlanVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private CoordinateOptions coordinates = new CoordinateOptions();
  @Mixin private TaskFlags flags = new TaskFlags();
  @Mixin private RegistryFlag registry = new RegistryFlag();

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "the folder of the package")
  private @Nullable String directory;

  @Option(
      names = "--detailed-exit-code",
      description = "end with 6 if there are changes; 0 if there are none")
  private boolean detailed;

  @Option(
      names = "--drop",
      paramLabel = "PLAN",
      description = "remove a plan and the change sets that wait for it")
  private @Nullable String drop;

  public PlanVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if ((directory == null) == (drop == null)) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.REQUEST_INVALID,
              directory == null ? "DIR is missing" : "there is both a DIR and a plan to drop",
              "Name the folder of a package, or a plan to drop: 'core plan --help'."));
    }
    if (drop != null
        && (detailed || coordinates.areGiven() || !options().equals(TaskOptions.DEFAULT))) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.REQUEST_INVALID,
              "a plan to drop takes no options of a plan to make",
              "Leave them out: core plan --drop " + drop + "."));
    }
    return drop == null ? plan(directory) : drop(drop);
  }

  private int plan(@Nullable String named) {
    var folder = PackageDirectory.open(surroundings.directory(), String.valueOf(named));
    var deployment = coordinates.deployment(folder, true);
    var screen = common.screen(surroundings);
    try (var platform = world.open(surroundings, screen, flags.onLocked())) {
      return runs(platform, screen).plan(folder, deployment, options(), detailed);
    }
  }

  private TaskOptions options() {
    return flags.options(registry.isTrusted());
  }

  private int drop(String plan) {
    var screen = common.screen(surroundings);
    try (var platform = world.open(surroundings, screen)) {
      return runs(platform, screen).drop(plan);
    }
  }

  private PlanRuns runs(Platform platform, Screen screen) {
    var follower = new RunFollower(surroundings, screen, platform, world.hint());
    return new PlanRuns(
        platform,
        screen,
        new PackageRun(
            platform,
            screen,
            follower,
            new Consent(surroundings.terminal(), false), // planning needs none
            System::nanoTime));
  }
}
