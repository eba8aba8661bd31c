package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.output.Elapsed;
import io.coreautomation.cli.output.TextTable;
import io.coreautomation.cli.progress.RunText;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.Trust;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core runs}. */
@Command(
    name = "runs",
    description = "Lists the newest runs of a world.",
    footer = {"", "Example:", "  core runs --limit 5"})
public final class RunsVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "how many at most; 20 by default")
  private int limit;

  public RunsVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var screen = common.screen(surroundings);
    try (var registry = world.registry(surroundings, screen)) {
      var rows = registry.newest(Math.clamp(limit, 1, 1000));
      var table =
          new TextTable(
              "RUN", "TASK", "WHERE", "STATUS", "ACTIONS", "REQUESTED", "TOOK", "PART OF");
      var list = Json.object();
      var runs = list.putArray("runs");
      for (var row : rows) {
        var run = run(row);
        var took = run.getDurationMs();
        table.add(
            row.runId().shortId(),
            row.task().label(),
            RunText.place(row.coordinates()),
            row.status().toString(),
            actions(row.counts()),
            row.requestedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
            took == null ? "" : Elapsed.text(Duration.ofMillis(took)),
            run.partOf() == null ? "" : run.partOf().shortId());
        runs.add(Json.objectOf(run).set("counts", Json.tree(new TreeMap<>(row.counts()))));
      }
      screen.lines(table.lines());
      screen.document(list);
      return 0;
    }
  }

  /** {@code 26 of 28}, {@code 26 of 28, 1 failed}; with those of its parts. */
  private static String actions(Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return "";
    }
    var failed = counts.getOrDefault(ActionStatus.FAILED.name(), 0L);
    return counts.getOrDefault(ActionStatus.COMPLETE.name(), 0L)
        + " of "
        + counts.values().stream().mapToLong(Long::longValue).sum()
        + (failed == 0 ? "" : ", " + failed + " failed");
  }

  private static RunView.Run run(RunRow row) {
    return new RunView.Run(
        row.runId(),
        row.task(),
        row.coordinates(),
        row.world(),
        row.status().toString(),
        row.startedAt(),
        row.endedAt(),
        row.planDigest(),
        row.parent() == null ? null : row.parent().run(),
        Trust.counts(row.trust()),
        row.problems().stream().map(RunView.Failure::of).toList());
  }
}
