package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.run.RunStatus.State;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code core skip RUN --action ID}. */
@Command(
    name = "skip",
    description =
        "Takes an action that was not started, or that failed, as skipped; what depends on it goes"
            + " on.",
    footer = {"", "Example:", "  core skip 7c41d09e --action app/210000000011/eu-west-1"})
public final class SkipVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private RunOptions options = new RunOptions();
  @Mixin private RunArgument run = new RunArgument();
  @Mixin private ActionOption action = new ActionOption();

  public SkipVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return new RunCall(surroundings, common, world, options)
        .ask(run, Verb.SKIP, action.id(), null, State.COMPLETE);
  }
}
