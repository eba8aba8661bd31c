package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.wait.AwsResource;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What can wake a run besides the clock: whence events come, and what they have to name. */
final class Wakes {
  private final EngineRows rows;
  private final RunId run;
  private final Clock wall;
  private @Nullable Predicate<Target> forwarders;

  Wakes(EngineRows rows, RunId run, Clock wall) {
    this.rows = rows;
    this.run = run;
    this.wall = wall;
  }

  /** Whether events of a target reach us; read once a turn, if it is asked for. */
  boolean reachUsFrom(@Nullable Target target) {
    if (forwarders == null) {
      forwarders = rows.forwarders().get();
    }
    return target != null && forwarders.test(target);
  }

  /**
   * Has an action's resource wake the run.
   *
   * @param before the handle that the action had until now
   * @return whether the resource is to be looked at once more: it may have come to rest before
   *     anybody waited for it
   */
  boolean expects(
      Action action,
      ActionHandler<?> kind,
      @Nullable ObjectNode before,
      ObjectNode handle,
      Duration patience) {
    var awaited = kind.awaits(handle);
    var last = before == null ? Optional.<AwsResource>empty() : kind.awaits(before);
    if (awaited.equals(last)) {
      return false;
    }
    last.ifPresent(resource -> rows.resources().done(resource, run, action.id()));
    return awaited.isPresent()
        && rows.resources().expect(awaited.get(), run, action.id(), wall.instant().plus(patience));
  }

  /** The action waits for nothing any more. */
  void ended(Action action, ActionHandler<?> kind, @Nullable ObjectNode handle) {
    if (handle != null) {
      kind.awaits(handle).ifPresent(resource -> rows.resources().done(resource, run, action.id()));
    }
  }
}
