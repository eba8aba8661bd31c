package io.coreautomation.db.run;

import io.coreautomation.db.event.Event;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Instant;

/** Valid runs for tests. */
public final class RunSamples {
  public static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  private RunSamples() {}

  /**
   * A deploy of {@code prn:web:shop:main:<build>}, asked for so many seconds after {@link #TIME}.
   */
  public static RunRow run(String id, String app, String build, long seconds) {
    return of(
        id, TaskVerb.DEPLOY, new Coordinates("acme", "web", app, "main", build, null), seconds);
  }

  /** Any run. */
  public static RunRow of(String id, TaskVerb task, Coordinates at, long seconds) {
    return RunRow.requested(
        RunId.parse(id), task, at, "twin", "local:ada", Digest.of("{}"), TIME.plusSeconds(seconds));
  }

  /** Something that happened to a run so many seconds after {@link #TIME}. */
  public static Event event(RunRow run, String type, long seconds) {
    return Event.ofRun(run.runId(), run.prn(), type, "", TIME.plusSeconds(seconds));
  }
}
