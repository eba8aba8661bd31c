package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.run.RunStatus.State;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code core suspend RUN}. */
@Command(
    name = "suspend",
    description =
        "Holds a run: nothing new is started until it is resumed, what is under way goes on.",
    footer = {"", "Example:", "  core suspend 7c41d09e --reason 'incident 4711'"})
public final class SuspendVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private RunOptions options = new RunOptions();
  @Mixin private RunArgument run = new RunArgument();

  public SuspendVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return new RunCall(surroundings, common, world, options)
        .ask(run, Verb.SUSPEND, State.SUSPENDED);
  }
}
