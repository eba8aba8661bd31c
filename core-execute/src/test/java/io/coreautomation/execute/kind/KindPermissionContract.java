package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * The permissions that a kind says it needs are those that the twin sees it use, and the policy
 * that is computed from them for one action is enough for it, and no more than it needs.
 */
public interface KindPermissionContract extends KindSuite {
  @ParameterizedTest
  @MethodSource("kinds")
  default void what_is_computed_for_it_is_enough_and_without_any_of_it_it_is_denied(
      ActionHandler<?> kind) {
    var uses = new LinkedHashMap<Permission, List<KindUse.Way>>();
    casesOf(kind)
        .forEach(
            given ->
                KindUse.everything(
                    given,
                    (way, calls) ->
                        calls
                            .permissions()
                            .forEach(
                                used ->
                                    uses.computeIfAbsent(used, p -> new ArrayList<>()).add(way))));

    assertThat(uses.keySet().stream().map(Permission::action).distinct())
        .containsExactlyInAnyOrderElementsOf(kind.describe().allPermissions());
    assertThat(uses.keySet()).containsExactlyInAnyOrderElementsOf(computed(kind));
    assertThat(
            uses.entrySet().stream()
                .filter(use -> use.getValue().stream().noneMatch(w -> w.needs(use.getKey())))
                .map(use -> use.getKey()))
        .as("what it can do without")
        .isEmpty();
  }

  /** Whoever lists two regions of such an account would have it done twice. */
  @ParameterizedTest
  @MethodSource("kinds")
  default void it_is_called_global_just_where_its_services_are(ActionHandler<?> kind) {
    var services = kind.describe().services();

    assertThat(kind.describe().global())
        .isEqualTo(
            !services.isEmpty()
                && services.stream().allMatch(KindPermissionContract::isOnceInAnAccount));
  }

  /** Whether a service has no place but the whole of AWS, or of a partition. */
  private static boolean isOnceInAnAccount(String service) {
    var places = ServiceMetadata.of(service).regions();
    return !places.isEmpty() && places.stream().allMatch(r -> r.id().contains("-global"));
  }

  /** In each account that its cases have to do with. */
  private Set<Permission> computed(ActionHandler<?> kind) {
    var all = new HashSet<Permission>();
    for (var given : casesOf(kind).toList()) {
      for (var policy : KindTrial.of(given).computed()) {
        policy.statements().stream()
            .flatMap(statement -> statement.actions().stream())
            .forEach(action -> all.add(new Permission(policy.account(), action)));
      }
    }
    return all;
  }
}
