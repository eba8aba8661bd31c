package io.coreautomation.db.grant;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.List;

/**
 * The permission of a principal to do some verbs on a PRN and all below it.
 *
 * @param principal a role's ARN, {@code local:<user>}, or the beginning of such names and {@code *}
 * @param verbs of tasks and of the API, or {@code *}
 * @param on what may be touched
 */
public record Grant(String principal, List<String> verbs, Prn on) {
  private static final String ANY = "*";
  static final String PARTITION = "GRANTS";
  public static final RowType<Grant> ROW = RowType.of(Grant.class, Grant::key).build();

  public Grant {
    verbs = List.copyOf(verbs);
    if (principal.isBlank() || principal.substring(0, principal.length() - 1).contains(ANY)) {
      throw new InvalidFieldException(
          "principal",
          "'" + principal + "' is no principal",
          "Write a role's ARN or local:<user>; a * stands at the end only.");
    }
    if (verbs.isEmpty()) {
      throw new InvalidFieldException(
          "verbs", "the grant has no verbs", "Write those that it allows, or [\"*\"].");
    }
  }

  /** Whether this grant allows that. */
  public boolean allows(String who, String verb, Prn prn) {
    return names(who) && (verbs.contains(ANY) || verbs.contains(verb)) && on.contains(prn);
  }

  private boolean names(String who) {
    return principal.endsWith(ANY)
        ? who.startsWith(principal.substring(0, principal.length() - 1))
        : who.equals(principal);
  }

  Key key() {
    return new Key(PARTITION, principal + "#" + on);
  }
}
