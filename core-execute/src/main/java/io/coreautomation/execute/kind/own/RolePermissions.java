package io.coreautomation.execute.kind.own;

import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.framework.action.KindCatalog;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What kinds ask of the two roles that an installation has in target accounts: of the one that
 * plans, and of the one that carries out.
 */
public final class RolePermissions {
  /** Functions whose names fit may be asked in a plan: of others nobody can tell that they look. */
  public static final String ASKED_FUNCTIONS =
      "lambda:*:*:function:" + FunctionDeclaration.PREVIEWED + "*";

  private static final List<String> LOOKING =
      List.of("BatchGet", "Describe", "Get", "Head", "List");

  private RolePermissions() {}

  /** Whether an IAM action only looks, as its name tells by IAM's custom. */
  public static boolean looks(String action) {
    return LOOKING.stream().anyMatch(action.substring(action.indexOf(':') + 1)::startsWith);
  }

  /** Whether functions serve some of the kinds, which plans may ask. */
  public static boolean askFunctions(Kinds kinds) {
    return kinds.all().stream().anyMatch(ServedByFunction.class::isInstance);
  }

  /** What those of the kinds need that core does not ship. */
  public static Set<String> ofOwn(Kinds kinds) {
    var shipped =
        KindCatalog.shipped().kinds().stream()
            .map(KindCatalog.Entry::name)
            .collect(Collectors.toSet());
    return kinds.all().stream()
        .map(handler -> handler.describe())
        .filter(about -> !shipped.contains(about.name()))
        .flatMap(about -> about.permissions().stream())
        .collect(Collectors.toSet());
  }
}
