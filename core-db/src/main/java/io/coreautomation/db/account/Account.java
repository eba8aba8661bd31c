package io.coreautomation.db.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An AWS account.
 *
 * @param name as selectors say it; unlike an id, so that the two are never taken for each other
 * @param id 12 digits
 * @param ou the path of its organizational unit, such as {@code Workloads/Dev}
 * @param regions that it is used in; empty means that nothing is said about them
 */
public record Account(
    String name,
    String id,
    @Nullable String ou,
    Map<String, String> tags,
    List<String> regions,
    AccountStatus status) {
  public Account {
    if (name.isBlank() || Target.isAccount(name)) {
      throw new InvalidFieldException(
          "name", "'" + name + "' is no name for an account", "Use a word that is not an id.");
    }
    if (!Target.isAccount(id)) {
      throw new InvalidFieldException(
          "id", "'" + id + "' is no account id", "Write its 12 digits, in quotes.");
    }
    for (var region : regions) {
      if (!Target.isRegion(region)) {
        throw new InvalidFieldException(
            "regions", "'" + region + "' is no region", "Write names such as eu-west-1.");
      }
    }
    tags = Map.copyOf(tags);
    regions = List.copyOf(regions);
  }

  @JsonIgnore
  public boolean isSuspended() {
    return status == AccountStatus.SUSPENDED;
  }

  /** Whether it is in that organizational unit or in one below it. */
  public boolean isInOu(String unit) {
    return ou != null && (ou.equals(unit) || ou.startsWith(unit + "/"));
  }
}
