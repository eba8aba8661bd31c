package io.coreautomation.infra.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.simulator.client.TwinClients;
import io.coreautomation.simulator.iam.Authorization;
import io.coreautomation.simulator.iam.Need;
import io.coreautomation.simulator.world.MemoryWorldStore;
import io.coreautomation.simulator.world.TwinPrincipal;
import io.coreautomation.simulator.world.TwinWorld;
import io.coreautomation.simulator.world.WorldSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;

/**
 * Who drives a target account cannot get more out of it than its roles allow: each way to try, one
 * by one, against the template's own policies, as the twin evaluates them.
 */
class EscalationTest {
  private static final String ACCOUNT = "210000000011";
  private static final String IAM = "arn:aws:iam::" + ACCOUNT + ":";
  private static final String BOUNDARY = IAM + "policy/core-automation-user-boundary";
  private static final String POLICY =
      "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\","
          + " \"Resource\": \"*\"}]}";

  private final TwinWorld world =
      new TwinWorld(
          new MemoryWorldStore(),
          () -> Instant.parse("2026-01-01T00:00:00Z"),
          WorldSettings.DEFAULT);
  private final IamClient root;
  private final IamClient change;

  EscalationTest() {
    world.addAccount(ACCOUNT, "shop-dev");
    root = client(TwinPrincipal.root(ACCOUNT));
    change = client(session("change"));
  }

  private static TwinPrincipal session(String role) {
    return new TwinPrincipal(
        ACCOUNT,
        "arn:aws:sts::" + ACCOUNT + ":assumed-role/core-automation-" + role + "/run",
        "AROAROLE:run");
  }

  private IamClient client(TwinPrincipal who) {
    return new TwinClients(world).client(IamClient.class, who, Region.EU_WEST_1);
  }

  @Test
  void users_are_made_and_given_something_within_a_boundary_of_the_platforms_only() {
    change.createUser(r -> r.userName("ann").permissionsBoundary(BOUNDARY));
    change.putUserPolicy(r -> r.userName("ann").policyName("p").policyDocument(POLICY));
    change.createUser(r -> r.userName("ben").permissionsBoundary(BOUNDARY + "-people"));

    denied(() -> change.createUser(r -> r.userName("eve")));
    denied(
        () ->
            change.createUser(
                r -> r.userName("eve").permissionsBoundary(IAM + "policy/everything")));
    denied(
        () ->
            change.putUserPermissionsBoundary(
                r ->
                    r.userName("ann")
                        .permissionsBoundary("arn:aws:iam::aws:policy/AdministratorAccess")));
    root.createUser(r -> r.userName("admin"));
    denied(
        () ->
            change.putUserPolicy(r -> r.userName("admin").policyName("p").policyDocument(POLICY)));
  }

  @Test
  void a_user_of_others_can_be_given_something_once_it_is_within_the_boundary() {
    root.createUser(r -> r.userName("admin"));

    change.putUserPermissionsBoundary(r -> r.userName("admin").permissionsBoundary(BOUNDARY));
    change.putUserPolicy(r -> r.userName("admin").policyName("p").policyDocument(POLICY));

    assertThat(root.getUser(r -> r.userName("admin")).user().permissionsBoundary())
        .extracting(boundary -> boundary.permissionsBoundaryArn())
        .isEqualTo(BOUNDARY);
  }

  @ParameterizedTest
  @CsvSource({
    "iam:AttachUserPolicy, user/ann",
    "iam:DeleteUserPermissionsBoundary, user/ann",
    "iam:CreateAccessKey, user/ann",
    "iam:CreateLoginProfile, user/ann",
    "iam:UpdateLoginProfile, user/ann",
    "iam:AddUserToGroup, group/admins",
    "iam:CreatePolicyVersion, policy/core-automation-user-boundary",
    "iam:SetDefaultPolicyVersion, policy/core-automation-user-boundary",
    "iam:DeletePolicy, policy/core-automation-user-boundary",
    "iam:CreatePolicyVersion, policy/core-automation-boundary",
    "iam:CreatePolicy, policy/core-automation-user-boundary-mine",
    "iam:PutRolePolicy, role/core-automation-change",
    "iam:AttachRolePolicy, role/core-automation-change",
    "iam:UpdateAssumeRolePolicy, role/core-automation-change",
    "iam:DeleteRolePermissionsBoundary, role/core-automation-stack-execution",
    "iam:PutRolePolicy, role/core-automation-stack-execution",
    "iam:CreateRole, role/mine",
    "iam:PassRole, role/admin",
    "sts:AssumeRole, role/admin",
    "sts:AssumeRole, role/core-automation-stack-execution"
  })
  void neither_plan_nor_change_may_even_with_the_boundary(String action, String resource) {
    for (var role : List.of("plan", "change")) {
      assertThat(refusal(role, action, resource)).as(role).isNotEmpty();
    }
  }

  /** It may do everything else, as packages make resources of any type. */
  @ParameterizedTest
  @CsvSource({
    "iam:DeleteUserPermissionsBoundary, user/ann",
    "iam:CreatePolicyVersion, policy/core-automation-user-boundary",
    "iam:CreatePolicy, policy/core-automation-user-boundary-mine",
    "iam:PutRolePolicy, role/core-automation-change",
    "iam:UpdateAssumeRolePolicy, role/core-automation-plan",
    "iam:DeleteRolePermissionsBoundary, role/core-automation-stack-execution",
    "sts:AssumeRole, role/core-automation-change"
  })
  void what_cloudformation_makes_resources_with_cannot_loosen_it_either(
      String action, String resource) {
    assertThat(refusal("stack-execution", action, resource)).isNotEmpty();
    assertThat(refusal("stack-execution", "iam:CreateRole", "role/web")).isEmpty();
  }

  private Optional<String> refusal(String role, String action, String resource) {
    return Authorization.of(world)
        .refusal(
            session(role),
            null,
            "eu-west-1",
            new Need(action, IAM + resource, Map.of("iam:PermissionsBoundary", List.of(BOUNDARY))));
  }

  private static void denied(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IamException.class)
        .hasMessageContaining("is not authorized to perform");
  }
}
