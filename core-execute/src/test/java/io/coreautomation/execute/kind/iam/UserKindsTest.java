package io.coreautomation.execute.kind.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.Change;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;

class UserKindsTest {
  private final KindWorld world = new KindWorld();
  private final IamClient iam = world.look(IamClient.class);

  @Test
  void roles_by_name_are_of_the_account_and_the_policy_holds_each_once_in_order() {
    var end =
        world.drive(
            new CreateUser(),
            IamCases.params(
                """
                {"userName": "ann", "roles": ["z", "arn:aws:iam::210000000012:role/a", "z"]}
                """));

    assertThat(((Progress.Done) end).outputs())
        .isEqualTo(Map.of("users", "ann", "createdUsers", "ann", "changedUsers", ""));
    assertThat(Json.parse(policy("ann")))
        .isEqualTo(
            Json.parse(
                """
                {"Version": "2012-10-17",
                 "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                   "Resource": ["arn:aws:iam::210000000011:role/z",
                                "arn:aws:iam::210000000012:role/a"]}]}
                """));
  }

  @Test
  void users_of_others_are_changed_only_by_who_puts_them_and_deleted_only_if_that_is_said() {
    iam.createUser(r -> r.userName("ann"));
    var ann = IamCases.params("{\"userNames\": [\"ann\"], \"roles\": [\"deployer\"]}");
    var named = IamCases.params("{\"userNames\": [\"ann\"]}");

    assertThat(message(world.drive(new CreateUser(), ann)))
        .isEqualTo(
            "the user 'ann' of 210000000011 belongs to no deployment of this platform, not to"
                + " prn:web:shop:main");
    assertThat(((Progress.Done) world.drive(new PutUser(), ann)).change()).isEqualTo(Change.UPDATE);
    assertThat(message(world.drive(new DeleteUser(), named)))
        .startsWith("the user 'ann' of 210000000011 belongs to no deployment");
    assertThat(((Progress.Done) world.drive(new DeleteUser(), named.put("adopt", true))).change())
        .isEqualTo(Change.DELETE);
  }

  @Test
  void a_user_with_pages_of_everything_is_deleted() {
    IamCases.equipped(world);
    IntStream.range(0, 45).forEach(i -> iam.createAccessKey(r -> r.userName("ann")));
    IntStream.range(0, 45)
        .forEach(
            i ->
                iam.createServiceSpecificCredential(
                    r -> r.userName("ann").serviceName("codecommit.amazonaws.com")));

    var end = world.drive(new DeleteUser(), IamCases.params("{\"userNames\": [\"ann\"]}"));

    assertThat(((Progress.Done) end).outputs()).isEqualTo(Map.of("deletedUsers", "ann"));
  }

  @Test
  void only_users_who_were_all_created_are_deleted_when_that_is_taken_back() {
    var both = IamCases.params("{\"userNames\": [\"ann\", \"ben\"]}");
    var ann = IamCases.params("{\"userNames\": [\"ann\"]}");

    assertThat(compensation(new CreateUser(), Change.CREATE, both, ann))
        .isEqualTo(new Compensation.By("AWS::DeleteUser", both));
    assertThat(compensation(new CreateUser(), Change.UPDATE, both, ann))
        .isEqualTo(
            new Compensation.Irreversible(
                "has changed users, or created some beside others, and how each was before is not"
                    + " known"));
    assertThat(compensation(new CreateUser(), Change.UPDATE, ann, both))
        .isEqualTo(new Compensation.By("AWS::CreateUser", both));
    assertThat(compensation(new PutUser(), Change.CREATE, both, ann))
        .isEqualTo(new Compensation.Irreversible("has created users, who stay"));
  }

  private static Compensation compensation(
      UserKind kind, Change change, ObjectNode params, ObjectNode before) {
    var bound = kind.describe().bindOrThrow(Nodes.of(params, Source.ofFile("deployspec.yaml")));
    return kind.compensation(bound, change, before);
  }

  private String policy(String user) {
    var encoded =
        iam.getUserPolicy(r -> r.userName(user).policyName(user + "-AssumeRoles-Policy"))
            .policyDocument();
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  private static String message(Progress end) {
    return ((Progress.Failed) end).problem().message();
  }
}
