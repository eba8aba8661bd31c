package io.coreautomation.framework.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coreautomation.framework.run.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one resource of a stack.
 *
 * @param action what is done to it
 * @param replacement whether it is made anew; null where the question does not arise
 * @param reasons what changes and why, such as {@code TableName: parameter Name}
 * @param replacedProperties those whose change makes it anew, for certain or perhaps
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlannedResource(
    String logicalId,
    String type,
    Change action,
    @Nullable Replacement replacement,
    List<String> reasons,
    List<String> replacedProperties,
    @Nullable String physicalId)
    implements Comparable<PlannedResource> {

  public PlannedResource {
    reasons = sorted(reasons);
    replacedProperties = sorted(replacedProperties);
  }

  /** A resource of a stack that is not there yet. */
  public static PlannedResource created(String logicalId, String type) {
    return new PlannedResource(logicalId, type, Change.CREATE, null, List.of(), List.of(), null);
  }

  static List<String> sorted(@Nullable List<String> texts) {
    return texts == null ? List.of() : texts.stream().sorted().distinct().toList();
  }

  @Override
  public int compareTo(PlannedResource other) {
    return logicalId.compareTo(other.logicalId);
  }
}
