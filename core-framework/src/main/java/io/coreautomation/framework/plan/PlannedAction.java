package io.coreautomation.framework.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import org.jspecify.annotations.Nullable;

/** One action of a plan. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedAction(
    String id, String name, String kind, @Nullable Target target, Preview preview)
    implements Comparable<PlannedAction> {

  public static PlannedAction of(Action action, Preview preview) {
    return new PlannedAction(action.id(), action.name(), action.kind(), action.target(), preview);
  }

  @Override
  public int compareTo(PlannedAction other) {
    return id.compareTo(other.id);
  }
}
