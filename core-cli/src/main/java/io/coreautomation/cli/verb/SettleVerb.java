package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.db.command.ActionEnd;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.run.RunStatus.State;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core settle RUN --action ID --as END}. */
@Command(
    name = "settle",
    description = "Says how an action of unknown outcome ended: look what it did, then tell.",
    footer = {"", "Example:", "  core settle 7c41d09e --action mail --as complete"})
public final class SettleVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private RunOptions options = new RunOptions();
  @Mixin private RunArgument run = new RunArgument();
  @Mixin private ActionOption action = new ActionOption();

  @Option(names = "--as", required = true, paramLabel = "END", description = "complete, or failed")
  private ActionEnd as = ActionEnd.FAILED;

  public SettleVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return new RunCall(surroundings, common, world, options)
        .ask(run, Verb.SETTLE, action.id(), as, State.COMPLETE);
  }
}
