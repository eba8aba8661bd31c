package io.coreautomation.execute.report;

import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.Trust;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Writes the report of a run into the object store. */
public final class ReportWriter {
  private final ObjectStore store;

  public ReportWriter(ObjectStore store) {
    this.store = store;
  }

  /**
   * Writes {@code report.json}, which is the run as the command line shows it, and {@code
   * report.md}.
   */
  public void write(
      RunRow row,
      RunStatus status,
      ActionList list,
      Function<String, ActionState> states,
      BiFunction<String, ActionState, Map<String, String>> outputs) {
    var view =
        RunView.of(
            new RunView.Run(
                row.runId(),
                row.task(),
                row.coordinates(),
                row.world(),
                status.toString(),
                row.startedAt(),
                row.endedAt(),
                row.planDigest(),
                row.parent() == null ? null : row.parent().run(),
                Trust.counts(row.trust()),
                row.problems().stream().map(RunView.Failure::of).toList()),
            list,
            states,
            outputs);
    var keys = ObjectKeys.of(row.coordinates());
    put(keys.report(row.runId(), "json"), Json.pretty(view.json()));
    put(keys.report(row.runId(), "md"), new MarkdownReport(view).text());
  }

  private void put(String key, String text) {
    store.put(key, text.getBytes(StandardCharsets.UTF_8), ObjectStore.Precondition.NONE);
  }
}
