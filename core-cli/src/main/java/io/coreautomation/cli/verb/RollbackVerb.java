package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code core rollback RUN}. */
@Command(
    name = "rollback",
    description = {
      "Takes back what a run has changed that failed or was cancelled, as far as that",
      "can be, and says what cannot. It asks first."
    },
    footer = {"", "Example:", "  core rollback 7c41d09e --reason 'the release is off'"})
public final class RollbackVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private RunOptions options = new RunOptions();
  @Mixin private ConsentFlag consent = new ConsentFlag();
  @Mixin private RunArgument run = new RunArgument();

  public RollbackVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var question = "Take back what run " + run.named() + " has changed, as far as that can be?";
    if (!consent.consent(surroundings).to(question)) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.NOT_ALLOWED,
              "what run " + run.named() + " has changed stays: nobody said yes",
              "Add --yes if nobody can be asked."));
    }
    return new RunCall(surroundings, common, world, options)
        .ask(run, Verb.ROLLBACK, State.CANCELLED);
  }
}
