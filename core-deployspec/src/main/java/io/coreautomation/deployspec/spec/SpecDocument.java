package io.coreautomation.deployspec.spec;

import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.document.Node.Mapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployspec as it was read: parts with their places, nothing rendered.
 *
 * @param file its name in the package
 */
public record SpecDocument(
    String file,
    Mapping defaults,
    Mapping variables,
    Mapping targets,
    List<Mapping> actions,
    @Nullable OnFailure onFailure) {
  public SpecDocument {
    actions = List.copyOf(actions);
  }
}
