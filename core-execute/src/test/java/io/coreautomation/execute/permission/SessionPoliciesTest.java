package io.coreautomation.execute.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.aws.access.RoleKind;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.TaskVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

class SessionPoliciesTest {
  private static final String ACCOUNT = "111122223333";
  private static final Target TARGET = new Target(ACCOUNT, "eu-west-1");

  private static SessionPolicies of(int stacks) {
    var actions =
        IntStream.range(0, stacks)
            .mapToObj(
                i ->
                    Action.of("s" + i, "AWS::CreateStack", Source.ofFile("deployspec.yaml"))
                        .target(TARGET)
                        .params(Json.object().put("stackName", "stack-" + i))
                        .build())
            .toList();
    var needed =
        new LeastPrivilege(
            Kinds.shipped(),
            (account, region) -> "arn:aws:iam::" + account + ":role/passed",
            (account, region) -> "arn:aws:iam::" + account + ":policy/boundary");
    return new SessionPolicies(
        needed,
        ActionList.of(
            TaskVerb.DEPLOY,
            new Coordinates("acme", "shop", "web", "main", "1", null),
            OnFailure.DRAIN,
            actions));
  }

  private static String text(int stacks) {
    return Objects.requireNonNull(of(stacks).of(ACCOUNT));
  }

  @Test
  void a_few_stacks_are_named() {
    assertThat(text(3))
        .hasSizeLessThanOrEqualTo(AccessScope.POLICY_CHARACTERS)
        .contains("stack/stack-0/*", "stack/stack-2/*")
        .doesNotContain("cloudformation:*\"");
  }

  @Test
  void of_many_stacks_only_what_is_done_to_them_is_said() {
    assertThat(text(100))
        .hasSizeLessThanOrEqualTo(AccessScope.POLICY_CHARACTERS)
        .contains("cloudformation:CreateStack", "role/passed", "iam:PassedToService")
        .doesNotContain("stack-0", "cloudformation:*\"");
  }

  @Test
  void what_calls_imply_is_allowed_with_any() {
    assertThat(text(1)).contains("s3:GetObject", "cloudformation:TagResource", "transform/*");
  }

  @Test
  void an_account_that_a_list_does_not_name_has_none() {
    assertThat(of(1).of("444455556666")).isNull();
  }

  @Test
  void each_client_of_a_run_has_the_policy_of_its_account() {
    var scopes = new ArrayList<AccessScope>();
    var access =
        new NarrowedAccess(
            new AwsAccess() {
              @Override
              public <C extends SdkClient> C client(Class<C> service, AccessScope scope) {
                scopes.add(scope);
                return service.cast(CloudFormationClientStub.INSTANCE);
              }

              @Override
              public String stackExecutionRoleArn(String account, String region) {
                return account + region;
              }

              @Override
              public String userBoundaryArn(String account, String region) {
                return region + account;
              }
            },
            of(1));
    var scope = new AccessScope(ACCOUNT, "eu-west-1", RoleKind.CHANGE, "run-1", null);

    access.client(CloudFormationClient.class, scope);

    assertThat(scopes).isEqualTo(List.of(scope.withPolicy(text(1))));
    assertThat(access.stackExecutionRoleArn("a", "b")).isEqualTo("ab");
    assertThat(access.userBoundaryArn("a", "b")).isEqualTo("ba");
  }

  /** Is handed through, and never called. */
  private enum CloudFormationClientStub implements CloudFormationClient {
    INSTANCE;

    @Override
    public String serviceName() {
      return "cloudformation";
    }

    @Override
    public void close() {}
  }
}
