package io.coreautomation.execute.wake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a turn was told has come to rest: actions whose handles name it are due at once.
 *
 * @param about ids in AWS
 */
public record News(Set<String> about) {
  public News {
    about = Set.copyOf(about);
  }

  /** Whether a handle names, anywhere in it, something that has come to rest. */
  public boolean concerns(@Nullable JsonNode handle) {
    if (handle == null || about.isEmpty()) {
      return false;
    }
    if (handle.isTextual()) {
      return about.contains(handle.textValue());
    }
    return handle.valueStream().anyMatch(this::concerns);
  }
}
