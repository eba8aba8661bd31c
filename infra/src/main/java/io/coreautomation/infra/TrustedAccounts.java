package io.coreautomation.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * The accounts that the platform works for, as resource policies say it: those of the organisation,
 * or those given one by one.
 *
 * @param settings of the installation
 */
record TrustedAccounts(InfraSettings settings) {
  /** False when the platform works for its own account only: then no policy needs to name it. */
  boolean any() {
    return settings.organizationId() != null || !settings.accounts().isEmpty();
  }

  /**
   * Allows these accounts something.
   *
   * @param conditions besides the one that holds the organisation, by operator
   */
  PolicyStatement allow(
      String sid,
      List<String> actions,
      List<String> resources,
      Map<String, Map<String, Object>> conditions) {
    Map<String, Map<String, Object>> all = new TreeMap<>(conditions);
    String organization = settings.organizationId();
    if (organization != null) {
      all.merge(
          "StringEquals",
          Map.of("aws:PrincipalOrgID", organization),
          (ours, theirs) -> {
            Map<String, Object> both = new TreeMap<>(ours);
            both.putAll(theirs);
            return both;
          });
    }
    return PolicyStatement.Builder.create()
        .sid(sid)
        .effect(Effect.ALLOW)
        .principals(principals())
        .actions(actions)
        .resources(resources)
        .conditions(all)
        .build();
  }

  private List<IPrincipal> principals() {
    return settings.organizationId() != null
        ? List.of(new AnyPrincipal())
        : settings.accounts().stream().<IPrincipal>map(AccountPrincipal::new).toList();
  }
}
