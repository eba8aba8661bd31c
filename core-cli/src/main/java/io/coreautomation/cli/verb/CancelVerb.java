package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.run.RunStatus.State;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code core cancel RUN}. */
@Command(
    name = "cancel",
    description = {
      "Calls a run off: nothing new is started, what can be cancelled is,",
      "what cannot is waited for. Then it says what is done and what is not."
    },
    footer = {"", "Example:", "  core cancel 7c41d09e --reason 'wrong account'"})
public final class CancelVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private RunOptions options = new RunOptions();
  @Mixin private RunArgument run = new RunArgument();

  public CancelVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return new RunCall(surroundings, common, world, options).ask(run, Verb.CANCEL, State.CANCELLED);
  }
}
