package io.coreautomation.aws.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

class RoleChainAccessTest {
  private static final AwsCredentialsProvider BASE =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("BASE", "secret"));
  private static final AccessScope SCOPE =
      new AccessScope("111122223333", "eu-west-1", RoleKind.CHANGE, "run-1", "alice");

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private @Nullable String refusal;
  private final List<AssumeRoleRequest> assumed = new ArrayList<>();
  private final List<String> madeFor = new ArrayList<>();
  private final CallCounter counter = new CallCounter();
  private final RoleChainAccess access =
      new RoleChainAccess(
          new Factory(),
          Region.EU_CENTRAL_1,
          BASE,
          new TargetRoles(TargetRoles.DEFAULT_PREFIX, "external"),
          () -> now,
          counter);

  /** Makes clients as the twin does: objects that implement the interfaces themselves. */
  private final class Factory implements ClientFactory {
    @Override
    public <C extends SdkClient> C create(
        Class<C> service,
        Region region,
        AwsCredentialsProvider credentials,
        Duration apiCallTimeout) {
      madeFor.add(service.getSimpleName() + " " + region);
      return service.cast(service == StsClient.class ? new Sts() : new Lambda(credentials));
    }
  }

  private final class Sts implements StsClient {
    @Override
    public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
      if (refusal != null) {
        throw StsException.builder()
            .statusCode(403)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode(refusal)
                    .errorMessage("User: arn:aws:iam::1:role/core is not authorized.")
                    .build())
            .build();
      }
      assumed.add(request);
      var session =
          Credentials.builder()
              .accessKeyId("SESSION" + assumed.size())
              .secretAccessKey("secret")
              .sessionToken("token")
              .expiration(now.plusSeconds(request.durationSeconds()))
              .build();
      return AssumeRoleResponse.builder().credentials(session).build();
    }

    @Override
    public String serviceName() {
      return "sts";
    }

    @Override
    public void close() {}
  }

  /** Answers with the access key that it was called with. */
  private record Lambda(AwsCredentialsProvider credentials) implements LambdaClient {
    @Override
    public GetFunctionResponse getFunction(GetFunctionRequest request) {
      var key = credentials.resolveCredentials().accessKeyId();
      return GetFunctionResponse.builder().configuration(f -> f.functionName(key)).build();
    }

    @Override
    public String serviceName() {
      return "lambda";
    }

    @Override
    public void close() {}
  }

  private String keyUsed(AccessScope scope) {
    return access
        .client(LambdaClient.class, scope)
        .getFunction(request -> request.functionName("f"))
        .configuration()
        .functionName();
  }

  @Test
  void a_client_works_in_a_session_of_the_scopes_role() {
    assertThat(keyUsed(SCOPE)).isEqualTo("SESSION1");

    assertThat(assumed)
        .containsExactly(
            AssumeRoleRequest.builder()
                .roleArn("arn:aws:iam::111122223333:role/core-automation-change")
                .roleSessionName("run-1")
                .sourceIdentity("alice")
                .externalId("external")
                .durationSeconds(3600)
                .build());
  }

  @Test
  void sts_is_asked_at_home_and_the_service_in_the_scopes_region() {
    keyUsed(SCOPE);

    assertThat(madeFor).containsExactly("StsClient eu-central-1", "LambdaClient eu-west-1");
  }

  @Test
  void a_session_serves_all_regions_of_its_run_and_role() {
    keyUsed(SCOPE);

    assertThat(keyUsed(scope("111122223333", "us-east-1", RoleKind.CHANGE, "run-1")))
        .isEqualTo("SESSION1");
  }

  @Test
  void another_account_role_or_run_has_a_session_of_its_own() {
    keyUsed(SCOPE);

    assertThat(keyUsed(scope("444455556666", "eu-west-1", RoleKind.CHANGE, "run-1")))
        .isEqualTo("SESSION2");
    assertThat(keyUsed(scope("111122223333", "eu-west-1", RoleKind.PLAN, "run-1")))
        .isEqualTo("SESSION3");
    assertThat(keyUsed(scope("111122223333", "eu-west-1", RoleKind.CHANGE, "run-2")))
        .isEqualTo("SESSION4");
  }

  private static AccessScope scope(String account, String region, RoleKind role, String run) {
    return new AccessScope(account, region, role, run, "alice");
  }

  @Test
  void a_session_is_renewed_five_minutes_before_it_expires_also_for_a_client_in_use() {
    var client = access.client(LambdaClient.class, SCOPE);

    now = now.plus(Duration.ofMinutes(55)).minusSeconds(1);
    assertThat(client.getFunction(f -> f.functionName("f")).configuration().functionName())
        .isEqualTo("SESSION1");
    now = now.plusSeconds(1);
    assertThat(client.getFunction(f -> f.functionName("f")).configuration().functionName())
        .isEqualTo("SESSION2");
  }

  @Test
  void who_asks_next_can_know_whether_sts_is_asked() {
    assertThat(access.isOpen(SCOPE)).isFalse();
    keyUsed(SCOPE);
    assertThat(access.isOpen(SCOPE)).isTrue();
    assertThat(access.isOpen(scope("111122223333", "us-east-1", RoleKind.CHANGE, "run-1")))
        .isTrue();
    assertThat(access.isOpen(scope("111122223333", "eu-west-1", RoleKind.PLAN, "run-1"))).isFalse();

    now = now.plus(Duration.ofMinutes(55));
    assertThat(access.isOpen(SCOPE)).isFalse();
  }

  @Test
  void many_threads_share_one_session_and_one_client() {
    var calls = IntStream.range(0, 16).<Callable<String>>mapToObj(_ -> () -> keyUsed(SCOPE));

    var keys = new io.coreautomation.framework.door.VirtualThreads(16).all(calls.toList());

    assertThat(keys).containsOnly("SESSION1");
    assertThat(madeFor).containsExactly("StsClient eu-central-1", "LambdaClient eu-west-1");
  }

  @Test
  void a_refused_role_is_a_problem_that_names_it_and_no_client_is_given() {
    refusal = "AccessDenied";

    assertThatThrownBy(() -> access.client(LambdaClient.class, SCOPE))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "the role 'core-automation-change' of account 111122223333 may not be assumed (User:"
                + " arn:aws:iam::1:role/core is not authorized). Deploy target-roles to account"
                + " 111122223333, with the same prefix and external id as this platform's.")
        .extracting(e -> ((ProblemException) e).first().code())
        .isEqualTo(ProblemCode.AWS_DENIED);
    assertThat(madeFor).containsExactly("StsClient eu-central-1");
  }

  @Test
  void a_session_that_can_no_longer_be_renewed_fails_the_call_that_needs_it() {
    var client = access.client(LambdaClient.class, SCOPE);
    now = now.plus(Duration.ofHours(1));
    refusal = "AccessDenied";

    assertThatThrownBy(() -> client.getFunction(f -> f.functionName("f")))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void a_throttled_assumption_is_a_throttle() {
    refusal = "Throttling";

    assertThatThrownBy(() -> access.client(LambdaClient.class, SCOPE))
        .isInstanceOf(ThrottledException.class)
        .hasMessage("sts.AssumeRole was throttled");
  }

  @Test
  void calls_are_counted_by_service_and_operation() {
    keyUsed(SCOPE);
    keyUsed(SCOPE);

    assertThat(counter.counts())
        .containsOnly(
            java.util.Map.entry("sts.AssumeRole", 1L),
            java.util.Map.entry("lambda.GetFunction", 2L));
    assertThat(counter.total()).isEqualTo(3);
  }

  @Test
  void roles_lie_in_the_partition_of_the_region() {
    var roles = new TargetRoles("acme-", null);

    assertThat(roles.arn(RoleKind.PLAN, "111122223333", "cn-north-1"))
        .isEqualTo("arn:aws-cn:iam::111122223333:role/acme-plan");
    assertThat(roles.arn(RoleKind.PLAN, "111122223333", "us-gov-west-1"))
        .isEqualTo("arn:aws-us-gov:iam::111122223333:role/acme-plan");
    assertThat(access.stackExecutionRoleArn("111122223333", "eu-west-1"))
        .isEqualTo("arn:aws:iam::111122223333:role/core-automation-stack-execution");
    assertThat(roles.arn(RoleKind.PLAN, "111122223333", "cn-east-7")) // newer than the SDK
        .isEqualTo("arn:aws-cn:iam::111122223333:role/acme-plan");
  }
}
