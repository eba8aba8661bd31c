package io.coreautomation.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.simulator.client.TwinClients;
import io.coreautomation.simulator.world.MemoryWorldStore;
import io.coreautomation.simulator.world.TargetRoles;
import io.coreautomation.simulator.world.WorldSettings;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.StsException;

class StsTest {
  private final Twin twin =
      new Twin(
          new MemoryWorldStore(),
          Twin.START,
          WorldSettings.DEFAULT.withTargetRoles(TargetRoles.DEFAULT.withExternalId("secret-id")));
  private final StsClient sts =
      twin.clients.client(StsClient.class, TwinClients.homeCredentials(), Region.EU_WEST_1);

  private AwsCredentials assume(Consumer<AssumeRoleRequest.Builder> change) {
    var request =
        AssumeRoleRequest.builder()
            .roleArn("arn:aws:iam::111111111111:role/core-automation-change")
            .roleSessionName("run-1")
            .externalId("secret-id");
    change.accept(request);
    var given = sts.assumeRole(request.build()).credentials();
    return AwsSessionCredentials.create(
        given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
  }

  @Test
  void an_assumed_role_acts_in_its_own_account() {
    var credentials = assume(r -> {});
    var identity =
        twin.clients.client(StsClient.class, credentials, Region.EU_WEST_1).getCallerIdentity();
    assertThat(identity.account()).isEqualTo(Twin.ACCOUNT);
    assertThat(identity.arn())
        .isEqualTo("arn:aws:sts::111111111111:assumed-role/core-automation-change/run-1");
    assertThat(sts.getCallerIdentity().account()).isEqualTo("000000000000");
  }

  @Test
  void a_session_outlives_a_restart_and_then_expires() {
    var credentials = assume(r -> r.durationSeconds(900));
    var again = twin.restarted();
    var client = again.clients.client(CloudFormationClient.class, credentials, Region.EU_WEST_1);
    assertThat(client.describeStacks().stacks()).isEmpty();
    again.pass(Duration.ofSeconds(900));
    assertThatThrownBy(client::describeStacks)
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken");
              assertThat(e.statusCode()).isEqualTo(403);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111111111111:role/core-automation-stack-execution",
        "arn:aws:iam::111111111111:role/nobody",
        "arn:aws:iam::999999999999:role/core-automation-change"
      })
  void a_role_that_does_not_trust_the_caller_is_denied(String role) {
    assertThatThrownBy(() -> assume(r -> r.roleArn(role)))
        .isInstanceOfSatisfying(
            StsException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo(
                      "User: arn:aws:sts::000000000000:assumed-role/twin-core-automation-execute"
                          + "/twin-core-automation-execute is not authorized to perform:"
                          + " sts:AssumeRole on resource: "
                          + role);
            });
  }

  @Test
  void a_wrong_external_id_is_denied() {
    assertThatThrownBy(() -> assume(r -> r.externalId("guess")))
        .hasMessageContaining("is not authorized to perform: sts:AssumeRole");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "with space", "ü-umlaut"})
  void a_bad_session_name_is_refused(String name) {
    assertThatThrownBy(() -> assume(r -> r.roleSessionName(name)))
        .isInstanceOfSatisfying(
            StsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"));
  }

  @Test
  void a_role_of_the_home_account_does_not_chain_into_another_account() {
    var chained = twin.clients.client(StsClient.class, assume(r -> {}), Region.EU_WEST_1);
    assertThatThrownBy(
            () ->
                chained.assumeRole(
                    r ->
                        r.roleArn("arn:aws:iam::111111111111:role/core-automation-plan")
                            .roleSessionName("run-1")
                            .externalId("secret-id")))
        .isInstanceOf(StsException.class);
  }

  @Test
  void unknown_keys_are_refused() {
    var client =
        twin.clients.client(
            StsClient.class,
            AwsSessionCredentials.create("ASIANOBODY", "x", "y"),
            Region.EU_WEST_1);
    assertThatThrownBy(client::getCallerIdentity)
        .hasMessageContaining("The security token included in the request is invalid.");
  }

  @Test
  void a_call_that_is_not_modelled_says_so() {
    assertThatThrownBy(() -> twin.cloudFormation.listTypes(r -> {}))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("the twin does not know cloudformation:ListTypes: say so in an issue");
    assertThatThrownBy(() -> sts.getSessionToken())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("the twin does not know sts:GetSessionToken: say so in an issue");
  }
}
