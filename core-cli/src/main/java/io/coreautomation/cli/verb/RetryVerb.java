package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.run.RunStatus.State;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core retry RUN [--failed | --action ID]}. */
@Command(
    name = "retry",
    description = "Starts again what failed or was cancelled in a run, and lets the run go on.",
    footer = {"", "Example:", "  core retry 7c41d09e --action app/210000000011/eu-west-1"})
public final class RetryVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private RunOptions options = new RunOptions();
  @Mixin private RunArgument run = new RunArgument();

  @ArgGroup private Which which = new Which();

  /** One or the other. */
  static final class Which {
    @Option(names = "--failed", description = "all that failed: the default")
    private boolean failed;

    @Option(
        names = "--action",
        paramLabel = "ID",
        description = "one action, as 'core show' tells it")
    private @Nullable String action;
  }

  public RetryVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return new RunCall(surroundings, common, world, options)
        .ask(run, Verb.RETRY, which.action, null, State.COMPLETE);
  }
}
