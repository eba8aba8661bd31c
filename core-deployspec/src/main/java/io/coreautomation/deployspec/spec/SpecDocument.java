package io.coreautomation.deployspec.spec;

import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployspec as it was read: parts with their places, nothing rendered.
 *
 * @param file its name in the package
 * @param waves null if it has none
 * @param rules those of its entries that say how a run is carried out: see {@link RunRules}
 */
public record SpecDocument(
    String file,
    Mapping defaults,
    Mapping variables,
    Mapping targets,
    List<Mapping> actions,
    @Nullable Node waves,
    Mapping rules) {
  public SpecDocument {
    actions = List.copyOf(actions);
  }
}
