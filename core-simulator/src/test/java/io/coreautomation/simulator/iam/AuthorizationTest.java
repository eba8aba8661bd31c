package io.coreautomation.simulator.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.simulator.Twin;
import io.coreautomation.simulator.client.TwinClients;
import io.coreautomation.simulator.world.Accounts.Role;
import io.coreautomation.simulator.world.MemoryWorldStore;
import io.coreautomation.simulator.world.TargetRoles;
import io.coreautomation.simulator.world.TwinPrincipal;
import io.coreautomation.simulator.world.WorldSettings;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** Callers are held to their policies, at each call. */
class AuthorizationTest {
  private static final String TEMPLATE =
      "{\"Resources\": {\"Topic\": {\"Type\": \"AWS::SNS::Topic\"}}}";
  private static final String EXECUTION =
      "arn:aws:iam::111111111111:role/core-automation-stack-execution";

  private final Twin twin =
      new Twin(
          new MemoryWorldStore(),
          Twin.START,
          WorldSettings.DEFAULT.withTargetRoles(TargetRoles.DEFAULT.withExternalId("secret-id")));

  private CloudFormationClient as(String role, Consumer<AssumeRoleRequest.Builder> more) {
    var sts = twin.clients.client(StsClient.class, TwinClients.homeCredentials(), Region.EU_WEST_1);
    var request =
        AssumeRoleRequest.builder()
            .roleArn("arn:aws:iam::111111111111:role/" + role)
            .roleSessionName("run-1")
            .externalId("secret-id");
    more.accept(request);
    var given = sts.assumeRole(request.build()).credentials();
    return twin.clients.client(
        CloudFormationClient.class,
        AwsSessionCredentials.create(
            given.accessKeyId(), given.secretAccessKey(), given.sessionToken()),
        Region.EU_WEST_1);
  }

  private CloudFormationClient as(String role) {
    return as(role, r -> {});
  }

  private static void create(CloudFormationClient client, String name) {
    client.createStack(r -> r.stackName(name).templateBody(TEMPLATE).roleARN(EXECUTION));
  }

  private static String session(String action, String resource) {
    return """
    {"Version": "2012-10-17",
     "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "%s"},
                   {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}]}\
    """
        .formatted(action, resource);
  }

  private static void assertDenied(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
              assertThat(e.statusCode()).isEqualTo(403);
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
            });
  }

  /** What {@code infra} lets the platform do in target accounts. */
  @Nested
  class Targets {
    @Test
    void the_change_role_drives_stacks() {
      var change = as("core-automation-change");
      create(change, "shop");
      twin.settle();
      assertThat(change.describeStacks().stacks()).hasSize(1);
      assertThat(change.listStacks().stackSummaries()).hasSize(1);
      change.deleteStack(r -> r.stackName("shop").roleARN(EXECUTION));
    }

    @Test
    void the_plan_role_looks_and_makes_change_sets_and_no_stack() {
      var plan = as("core-automation-plan");
      plan.createChangeSet(
          r ->
              r.stackName("shop")
                  .changeSetName("plan")
                  .changeSetType(ChangeSetType.CREATE)
                  .templateBody(TEMPLATE)
                  .roleARN(EXECUTION));
      plan.describeChangeSet(r -> r.stackName("shop").changeSetName("plan"));
      assertDenied(
          () -> create(plan, "store"),
          "User: arn:aws:sts::111111111111:assumed-role/core-automation-plan/run-1 is not"
              + " authorized to perform: cloudformation:CreateStack on resource:"
              + " arn:aws:cloudformation:eu-west-1:111111111111:stack/store/* because no"
              + " identity-based policy allows the cloudformation:CreateStack action");
    }

    @Test
    void nobody_touches_the_platforms_own_stacks() {
      assertDenied(
          () -> create(as("core-automation-change"), "core-automation-target-roles"),
          "User: arn:aws:sts::111111111111:assumed-role/core-automation-change/run-1 is not"
              + " authorized to perform: cloudformation:CreateStack on resource:"
              + " arn:aws:cloudformation:eu-west-1:111111111111:stack/core-automation-target-roles/*"
              + " with an explicit deny in an identity-based policy");
    }

    @Test
    void it_passes_the_stack_execution_role_and_no_other() {
      var admin = "arn:aws:iam::111111111111:role/admin";
      assertDenied(
          () ->
              as("core-automation-change")
                  .createStack(r -> r.stackName("shop").templateBody(TEMPLATE).roleARN(admin)),
          "User: arn:aws:sts::111111111111:assumed-role/core-automation-change/run-1 is not"
              + " authorized to perform: iam:PassRole on resource: "
              + admin
              + " because no identity-based policy allows the iam:PassRole action");
    }

    @Test
    void they_hold_in_each_partition() {
      var sts =
          twin.clients.client(StsClient.class, TwinClients.homeCredentials(), Region.CN_NORTH_1);
      var given =
          sts.assumeRole(
                  r ->
                      r.roleArn("arn:aws-cn:iam::111111111111:role/core-automation-change")
                          .roleSessionName("run-1")
                          .externalId("secret-id"))
              .credentials();
      var client =
          twin.clients.client(
              CloudFormationClient.class,
              AwsSessionCredentials.create(
                  given.accessKeyId(), given.secretAccessKey(), given.sessionToken()),
              Region.CN_NORTH_1);
      var passed = EXECUTION.replace("arn:aws:", "arn:aws-cn:");
      assertThatCode(
              () ->
                  client.createStack(
                      r -> r.stackName("shop").templateBody(TEMPLATE).roleARN(passed)))
          .doesNotThrowAnyException();
    }
  }

  @Nested
  class Sessions {
    @Test
    void a_session_policy_narrows_the_role() {
      var narrowed =
          as(
              "core-automation-change",
              r ->
                  r.policy(session("cloudformation:*", "arn:aws:cloudformation:*:*:stack/shop/*")));
      create(narrowed, "shop");
      assertDenied(
          () -> create(narrowed, "store"),
          "User: arn:aws:sts::111111111111:assumed-role/core-automation-change/run-1 is not"
              + " authorized to perform: cloudformation:CreateStack on resource:"
              + " arn:aws:cloudformation:eu-west-1:111111111111:stack/store/* because no session"
              + " policy allows the cloudformation:CreateStack action");
    }

    @Test
    void a_session_policy_widens_nothing() {
      var plan = as("core-automation-plan", r -> r.policy(session("*", "*")));
      assertThatThrownBy(() -> create(plan, "shop"))
          .hasMessageContaining("because no identity-based policy allows");
    }

    @Test
    void two_sessions_of_a_role_have_each_its_own() {
      var shop = as("core-automation-change", r -> r.policy(session("*", "*:stack/shop/*")));
      var all = as("core-automation-change");
      create(all, "store");
      assertThatThrownBy(() -> shop.describeStacks(r -> r.stackName("store")))
          .hasMessageContaining("because no session policy allows");
    }

    @Test
    void what_is_no_policy_is_refused() {
      assertThatThrownBy(() -> as("core-automation-change", r -> r.policy("{\"Statement\": 1}")))
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("MalformedPolicyDocument");
                assertThat(e.awsErrorDetails().errorMessage())
                    .isEqualTo("Syntax errors in policy.");
              });
    }
  }

  @Nested
  class Given {
    private final Authorization authorization = Authorization.of(twin.world);

    private Role role(String name, RolePolicies policies) {
      var role = new Role(Twin.ACCOUNT, name, List.of("000000000000"), List.of(), "");
      twin.world.accounts().addRole(role);
      authorization.putRolePolicies(role.arn(), policies);
      return role;
    }

    @Test
    void a_role_of_which_no_policies_are_known_may_do_everything() {
      twin.world
          .accounts()
          .addRole(new Role(Twin.ACCOUNT, "free", List.of("000000000000"), List.of(), ""));
      create(as("free"), "shop");
      assertThat(twin.status("shop")).isEqualTo("CREATE_IN_PROGRESS");
    }

    @Test
    void a_role_has_what_its_policies_and_its_boundary_both_allow() {
      role(
          "reader",
          new RolePolicies(
              null,
              List.of(session("cloudformation:*", "*")),
              session("cloudformation:Describe*", "*")));
      var reader = as("reader");
      assertThat(reader.describeStacks().stacks()).isEmpty();
      assertThatThrownBy(() -> create(reader, "shop"))
          .hasMessageContaining(
              "because no permissions boundary allows the cloudformation:CreateStack action");
    }

    @Test
    void a_role_with_a_trust_policy_of_its_own_trusts_whom_that_says() {
      role(
          "picky",
          new RolePolicies(
              """
              {"Version": "2012-10-17",
               "Statement": {"Effect": "Allow", "Principal": {"AWS": "000000000000"},
                             "Action": "sts:AssumeRole",
                             "Condition": {"StringLike": {"sts:RoleSessionName": "night-*"}}}}\
              """,
              List.of(),
              null));
      assertThatThrownBy(() -> as("picky")).hasMessageContaining("sts:AssumeRole");
      assertThatCode(() -> as("picky", r -> r.roleSessionName("night-1")))
          .doesNotThrowAnyException();
    }

    @Test
    void a_source_identity_must_be_trusted_too() {
      role(
          "plain",
          new RolePolicies(
              """
              {"Version": "2012-10-17",
               "Statement": {"Effect": "Allow", "Principal": {"AWS": "000000000000"},
                             "Action": "sts:AssumeRole"}}\
              """,
              List.of(),
              null));
      assertThatCode(() -> as("plain")).doesNotThrowAnyException();
      assertThatThrownBy(() -> as("plain", r -> r.sourceIdentity("alice")))
          .hasMessageContaining("is not authorized to perform: sts:SetSourceIdentity");
    }

    @Test
    void an_scp_limits_a_whole_account_even_its_root() {
      authorization.putServiceControl(
          Twin.ACCOUNT,
          List.of(
              List.of(session("*", "*")),
              List.of(
                  """
                  {"Version": "2012-10-17",
                   "Statement": [
                     {"Effect": "Allow", "Action": "*", "Resource": "*"},
                     {"Effect": "Deny", "Action": "*", "Resource": "*",
                      "Condition": {"StringNotEquals": {"aws:RequestedRegion": "eu-west-1"}}}]}\
                  """)));
      create(as("core-automation-change"), "shop");
      assertDenied(
          () ->
              twin.in(Region.US_EAST_1)
                  .createStack(
                      r ->
                          r.stackName("shop")
                              .templateBody(TEMPLATE)
                              .capabilities(Capability.CAPABILITY_IAM)),
          "User: arn:aws:iam::111111111111:root is not authorized to perform:"
              + " cloudformation:CreateStack on resource:"
              + " arn:aws:cloudformation:us-east-1:111111111111:stack/shop/* with an explicit deny"
              + " in a service control policy");
    }

    @Test
    void policies_outlive_a_restart() {
      role("nobody", new RolePolicies(null, List.of(), null));
      var session =
          new TwinPrincipal(
              Twin.ACCOUNT, "arn:aws:sts::111111111111:assumed-role/nobody/s", "AROA:s");
      assertThat(
              Authorization.of(twin.restarted().world)
                  .refusal(session, null, "eu-west-1", new Need("sns:Publish", "*")))
          .hasValue(
              "User: arn:aws:sts::111111111111:assumed-role/nobody/s is not authorized to perform:"
                  + " sns:Publish because no identity-based policy allows the sns:Publish action");
    }

    @Test
    void what_is_no_policy_is_not_taken() {
      assertThatThrownBy(() -> role("broken", new RolePolicies(null, List.of("{}"), null)))
          .hasMessage("Syntax errors in policy.");
    }
  }
}
