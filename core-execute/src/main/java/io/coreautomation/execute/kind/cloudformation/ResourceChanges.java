package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.framework.plan.PlannedResource;
import io.coreautomation.framework.plan.Replacement;
import io.coreautomation.framework.run.Change;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.RequiresRecreation;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;

/** What a change set says of resources, in the words of a plan. */
final class ResourceChanges {
  private ResourceChanges() {}

  static PlannedResource of(ResourceChange change) {
    var replacement = replacement(change);
    return new PlannedResource(
        change.logicalResourceId(),
        change.resourceType(),
        action(change, replacement),
        replacement,
        change.details().stream().map(ResourceChanges::reason).toList(),
        change.details().stream()
            .filter(detail -> recreates(detail.target().requiresRecreation()))
            .map(detail -> detail.target().name())
            .filter(Objects::nonNull)
            .toList(),
        change.physicalResourceId());
  }

  private static Change action(ResourceChange change, @Nullable Replacement replacement) {
    return switch (change.action()) {
      case ADD, IMPORT -> Change.CREATE;
      case REMOVE -> Change.DELETE;
      case MODIFY -> replacement == Replacement.ALWAYS ? Change.REPLACE : Change.UPDATE;
      case DYNAMIC, SYNC_WITH_ACTUAL, UNKNOWN_TO_SDK_VERSION -> Change.UNKNOWN;
    };
  }

  private static @Nullable Replacement replacement(ResourceChange change) {
    if (change.action() != ChangeAction.MODIFY || change.replacement() == null) {
      return null;
    }
    return switch (change.replacement()) {
      case TRUE -> Replacement.ALWAYS;
      case CONDITIONAL, UNKNOWN_TO_SDK_VERSION -> Replacement.CONDITIONAL;
      case FALSE -> Replacement.NEVER;
    };
  }

  private static boolean recreates(@Nullable RequiresRecreation recreation) {
    return recreation != null && recreation != RequiresRecreation.NEVER;
  }

  /** {@code TableName: parameter Name}. */
  private static String reason(ResourceChangeDetail detail) {
    var target = detail.target();
    var what =
        target.attribute() == ResourceAttribute.PROPERTIES && target.name() != null
            ? target.name()
            : target.attributeAsString();
    var entity = detail.causingEntity();
    if (detail.changeSource() == null) {
      return what;
    }
    return what
        + ": "
        + switch (detail.changeSource()) {
          case PARAMETER_REFERENCE -> "parameter " + entity;
          case RESOURCE_REFERENCE, RESOURCE_ATTRIBUTE -> "follows " + entity;
          case DIRECT_MODIFICATION -> "template";
          case AUTOMATIC -> "nested stack";
          case NO_MODIFICATION, UNKNOWN_TO_SDK_VERSION -> detail.changeSourceAsString();
        };
  }

  /** What cannot be brought back once these changes are made. */
  static List<String> losses(List<PlannedResource> resources) {
    return resources.stream()
        .filter(r -> r.action() == Change.REPLACE || r.action() == Change.DELETE)
        .map(
            r ->
                r.action() == Change.REPLACE
                    ? r.logicalId() + " is made anew: what the one before holds stays behind"
                    : r.logicalId() + " is removed with what it holds, unless it is retained")
        .toList();
  }
}
