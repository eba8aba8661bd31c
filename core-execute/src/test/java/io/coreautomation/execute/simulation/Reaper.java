package io.coreautomation.execute.simulation;

import io.coreautomation.db.run.Runs;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.json.Json;
import java.util.function.LongFunction;

/** Makes sure that a run that has not ended has an execution. */
interface Reaper {
  void look();

  /** Never does anything: a world without one. */
  static Reaper none() {
    return () -> {};
  }

  /** Starts the generation after the last one that there was, if that one has died. */
  static Reaper of(Runs runs, RunLauncher launcher, RunId run, LongFunction<String> name) {
    return () -> {
      if (runs.get(run).orElseThrow().isTerminal()) {
        return;
      }
      var generation = 1L;
      var status = launcher.describe(name.apply(generation));
      while (true) {
        var later = launcher.describe(name.apply(generation + 1));
        if (later.isEmpty()) {
          break;
        }
        generation++;
        status = later;
      }
      if (status.isEmpty() || status.get() != RunLauncher.ExecutionStatus.RUNNING) {
        var next = status.isEmpty() ? generation : generation + 1;
        launcher.start(
            name.apply(next),
            Json.object().put("runId", run.text()).put("generation", next).put("turn", 0));
      }
    };
  }
}
