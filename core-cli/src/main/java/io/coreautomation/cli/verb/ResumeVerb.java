package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.output.Screen;
import io.coreautomation.cli.platform.Platform;
import io.coreautomation.cli.progress.RunSummary;
import io.coreautomation.cli.run.RunFollower;
import io.coreautomation.db.run.RunRow;
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
    description = "Lets a run go on that was interrupted, and follows it to its end.",
    footer = {"", "Example:", "  core resume 7c41d09e"})
public final class ResumeVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();

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
    try (var platform = world.open(surroundings, screen)) {
      var row = run == null ? only(platform) : Optional.of(platform.find(run));
      if (row.isEmpty()) {
        screen.talk("nothing to resume: every run of this world is at its end");
        return 0;
      }
      return resume(row.get(), platform, screen);
    }
  }

  private int resume(RunRow row, Platform platform, Screen screen) {
    if (row.isTerminal()) {
      screen.talk("run " + row.runId().shortId() + " is at its end: " + row.status());
    } else {
      platform.resume(row.runId());
    }
    var end = new RunFollower(surroundings, screen, platform).follow(row.runId());
    screen.document(end.json());
    return new RunSummary(end).exitCode();
  }

  private static Optional<RunRow> only(Platform platform) {
    var unfinished = platform.unfinished();
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
