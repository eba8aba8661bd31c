package io.coreautomation.framework.task;

import io.coreautomation.framework.coordinates.Coordinates;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task is about.
 *
 * @param environment free text, such as {@code prod}
 * @param dataCenter free text
 * @param tags for everything that the task makes
 */
public record Deployment(
    Coordinates coordinates,
    @Nullable String environment,
    @Nullable String dataCenter,
    Map<String, String> tags) {
  public Deployment {
    tags = tags == null ? Map.of() : Map.copyOf(tags);
  }
}
