package io.coreautomation.local.embedded;

import io.coreautomation.db.command.Commands;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunView;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at runs while they go on, in this process or in another. */
record RunWatch(RunReader reader, Commands commands, long everyMillis) {

  /**
   * Follows a run until it is over and has nothing more to see to, or stands still: suspended with
   * nothing under way, or with nobody who works on it.
   *
   * @param isWorkedOn whether somebody has the world
   * @param listener is shown the run whenever it has changed
   */
  RunView follow(RunId run, BooleanSupplier isWorkedOn, Consumer<RunView> listener)
      throws InterruptedException {
    @Nullable RunView shown = null;
    while (true) {
      // Before the run is read: who has ended since has written all that it had to write.
      var worked = isWorkedOn.getAsBoolean();
      // And before it, too: what was asked of a run is done once it no longer waits.
      var asked = !commands.pending(run).isEmpty();
      var row = reader.row(run);
      var view = reader.view(run);
      if (!view.equals(shown)) {
        listener.accept(view);
        shown = view;
      }
      var settled = row.isTerminal() || isHeld(row, view);
      if ((settled && !asked) || !worked) {
        return view;
      }
      Thread.sleep(everyMillis);
    }
  }

  private boolean isHeld(RunRow row, RunView view) {
    return row.status().state() == State.SUSPENDED
        && view.actions().stream()
            .filter(action -> action.status().isActive())
            .allMatch(action -> isHeldPart(row, action.id()));
  }

  /** Whether an action under way is a part of which nothing is under way. */
  private boolean isHeldPart(RunRow whole, String action) {
    return reader
        .part(whole, action)
        .filter(part -> part.status().state() == State.SUSPENDED)
        .filter(part -> part.counts().keySet().stream().noneMatch(RunWatch::isActive))
        .isPresent();
  }

  private static boolean isActive(String status) {
    return ActionStatus.valueOf(status).isActive();
  }
}
