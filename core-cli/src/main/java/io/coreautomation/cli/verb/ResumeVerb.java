package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.output.Screen;
import io.coreautomation.cli.platform.Registry;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code core resume [RUN]}. */
@Command(
    name = "resume",
    description = {
      "Lets a run go on that was interrupted, suspended or has stalled,",
      "and follows it to its end."
    },
    footer = {"", "Example:", "  core resume 7c41d09e"})
public final class ResumeVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private RunOptions options = new RunOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "the beginning or end of its id; may be left out if there is only one")
  private @Nullable String run;

  public ResumeVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var screen = common.screen(surroundings);
    try (var registry = world.registry(surroundings, screen)) {
      var row = run == null ? only(registry) : Optional.of(registry.find(run));
      if (row.isEmpty()) {
        screen.talk("nothing to resume: every run of this world is at its end");
        return 0;
      }
      return resume(row.get(), registry, screen);
    }
  }

  private int resume(RunRow row, Registry registry, Screen screen) {
    var call = new RunCall(surroundings, common, world, options);
    var state = row.status().state();
    if (row.isTerminal()) {
      screen.talk("run " + row.runId().shortId() + " is at its end: " + row.status());
      return call.watch(registry, screen, row.runId());
    }
    // One that was only interrupted needs nobody's word.
    return state == State.SUSPENDED || state == State.STALLED
        ? call.ask(registry, screen, row, Verb.RESUME, null, null, State.COMPLETE)
        : call.attend(registry, screen, row.runId(), State.COMPLETE);
  }

  private static Optional<RunRow> only(Registry registry) {
    var unfinished = registry.unfinished();
    if (unfinished.size() > 1) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.REFERENCE_AMBIGUOUS,
              unfinished.size() + " runs are unfinished",
              "Name one: "
                  + unfinished.stream()
                      .map(row -> row.runId().shortId())
                      .collect(Collectors.joining(", "))
                  + "."));
    }
    return unfinished.stream().findFirst();
  }
}
