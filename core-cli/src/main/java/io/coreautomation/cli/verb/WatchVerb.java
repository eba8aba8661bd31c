package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code core watch RUN}. */
@Command(
    name = "watch",
    description = "Follows a run that another process carries out. It changes nothing.",
    footer = {"", "Example:", "  core watch 7c41d09e"})
public final class WatchVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private RunArgument run = new RunArgument();

  public WatchVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var screen = common.screen(surroundings);
    try (var registry = world.registry(surroundings, screen)) {
      var row = run.in(registry);
      return new RunCall(surroundings, common, world, new RunOptions())
          .watch(registry, screen, row.runId());
    }
  }
}
