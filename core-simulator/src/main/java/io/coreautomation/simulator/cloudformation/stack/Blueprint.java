package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a stack is to become: every expression evaluated, every resource's fate known.
 *
 * @param resources in an order in which each comes after what it needs
 * @param fates by logical id
 * @param failures why a resource cannot become so, by logical id
 * @param missingExport what is wrong with an import; null when nothing is
 */
record Blueprint(
    Map<String, ResourceState> resources,
    Map<String, Fate> fates,
    Map<String, String> failures,
    List<Revision.Output> outputs,
    Set<String> imports,
    Map<String, StackEntry> children,
    @Nullable String missingExport) {
  Blueprint {
    resources = new LinkedHashMap<>(resources);
  }

  /** What happens to a resource. */
  sealed interface Fate {
    record Create() implements Fate {}

    record Keep() implements Fate {}

    /** Changed where it is. */
    record Modify(List<String> properties) implements Fate {}

    /** Made anew, because of these properties. */
    record Replace(List<String> properties, List<String> causes) implements Fate {}
  }
}
