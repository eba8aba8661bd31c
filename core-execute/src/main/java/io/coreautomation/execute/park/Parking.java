package io.coreautomation.execute.park;

import io.coreautomation.db.wait.Waits;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.json.Json;

/** Puts runs to sleep, and does not if something has happened since their turn began. */
public final class Parking {
  private final Waits waits;
  private final RunLauncher launcher;

  public Parking(Waits waits, RunLauncher launcher) {
    this.waits = waits;
    this.launcher = launcher;
  }

  /** Keeps the token, or answers it at once if a wake came between the turn and now. */
  public void park(ParkRequest request) {
    var kept = waits.park(request.runId(), request.turn(), request.token(), request.wakeCounter());
    if (!kept) {
      launcher.wake(request.token(), Json.object());
    }
  }
}
