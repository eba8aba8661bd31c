package io.coreautomation.execute.turn;

import io.coreautomation.db.run.RunRow;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** Tells the run that another one is a part of that the part is at its end. */
record ParentNews(EngineRows rows, Consumer<RunId> waker, Clock wall) {
  /** It looks by itself before that. */
  private static final Duration KEPT = Duration.ofHours(1);

  /** To tell twice is harmless; if it is never told, it finds out when it looks next. */
  void ended(RunRow part) {
    var parent = part.parent();
    if (parent != null) {
      rows.news().tell(parent.run(), Set.of(part.runId().text()), wall.instant().plus(KEPT));
      waker.accept(parent.run());
    }
  }
}
