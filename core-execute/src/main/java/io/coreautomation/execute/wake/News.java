package io.coreautomation.execute.wake;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.run.ActionState;
import java.util.Set;

/**
 * What a turn was told has come to rest: actions whose handles name it are due at once.
 *
 * @param about ids in AWS
 */
public record News(Set<String> about) {
  public News {
    about = Set.copyOf(about);
  }

  /** Whether an action's handle names, anywhere in it, something that has come to rest. */
  public boolean concerns(ActionState action) {
    return !about.isEmpty() && action.handle() != null && isNamed(action.handle());
  }

  private boolean isNamed(JsonNode part) {
    return part.isTextual()
        ? about.contains(part.textValue())
        : part.valueStream().anyMatch(this::isNamed);
  }
}
