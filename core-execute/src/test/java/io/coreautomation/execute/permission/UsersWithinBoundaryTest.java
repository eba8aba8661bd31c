package io.coreautomation.execute.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.TargetRoles;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.simulator.client.TwinClients;
import io.coreautomation.simulator.iam.Authorization;
import io.coreautomation.simulator.iam.RolePolicies;
import io.coreautomation.simulator.world.TwinPrincipal;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;

/** Who has what is computed for a list gives users no more than the change role may. */
class UsersWithinBoundaryTest {
  private static final TargetRoles ROLES = new TargetRoles(TargetRoles.DEFAULT_PREFIX, null);
  private static final LeastPrivilege NEEDED =
      new LeastPrivilege(Kinds.shipped(), ROLES::stackExecutionArn, ROLES::userBoundaryArn);
  private static final String ANYTHING =
      "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\","
          + " \"Resource\": \"*\"}]}";

  private final KindWorld world = new KindWorld();
  private final IamClient root = world.look(IamClient.class);

  private static Action action(String id, String kind) {
    return Action.of(id, kind, Source.ofFile("deployspec.yaml"))
        .target(KindWorld.TARGET)
        .params(Json.object().put("stackName", "stack-" + id))
        .build();
  }

  private static ActionList list(Stream<Action> more) {
    return ActionList.of(
        TaskVerb.DEPLOY,
        new Coordinates("acme", "web", "shop", "main", "1", null),
        OnFailure.DRAIN,
        Stream.concat(Stream.of(action("users", "AWS::PutUser")), more).toList());
  }

  private static String session(ActionList list) {
    return Objects.requireNonNull(new SessionPolicies(NEEDED, list).of(KindWorld.ACCOUNT));
  }

  /** What is computed, and sessions of lists of which more and more is left out. */
  static List<String> policies() {
    var stacks = IntStream.range(0, 100).mapToObj(i -> action("s" + i, "AWS::CreateStack"));
    var allKinds =
        Kinds.shipped().all().stream()
            .map(kind -> kind.describe().name())
            .map(kind -> action(kind.replace(":", ""), kind));
    return List.of(
        Json.write(NEEDED.of(list(Stream.of())).getFirst().document()),
        session(list(Stream.of())),
        session(list(stacks)),
        session(list(allKinds)));
  }

  @Test
  void a_session_of_all_kinds_is_short_enough() {
    assertThat(policies()).allMatch(text -> text.length() <= AccessScope.POLICY_CHARACTERS);
  }

  @ParameterizedTest
  @MethodSource("policies")
  void users_are_made_and_given_something_within_a_boundary_of_the_platforms_only(String policy) {
    var session = client(policy);
    root.createUser(r -> r.userName("admin"));

    session.createUser(r -> r.userName("ann").permissionsBoundary(KindWorld.USER_BOUNDARY));
    session.putUserPolicy(r -> r.userName("ann").policyName("p").policyDocument(ANYTHING));
    session.putUserPermissionsBoundary(
        r -> r.userName("ann").permissionsBoundary(KindWorld.USER_BOUNDARY + "-people"));
    denied(() -> session.createUser(r -> r.userName("eve")));
    denied(
        () ->
            session.createUser(
                r -> r.userName("eve").permissionsBoundary(KindWorld.USER_BOUNDARY + "s")));
    denied(
        () ->
            session.putUserPolicy(
                r -> r.userName("admin").policyName("p").policyDocument(ANYTHING)));
    denied(
        () ->
            session.putUserPermissionsBoundary(
                r ->
                    r.userName("admin")
                        .permissionsBoundary("arn:aws:iam::aws:policy/AdministratorAccess")));
  }

  private IamClient client(String policy) {
    Authorization.of(world.twin())
        .putRolePolicies(
            "arn:aws:iam::" + KindWorld.ACCOUNT + ":role/limited",
            new RolePolicies(null, List.of(policy), null));
    var who =
        new TwinPrincipal(
            KindWorld.ACCOUNT,
            "arn:aws:sts::" + KindWorld.ACCOUNT + ":assumed-role/limited/run",
            "AROALIMITED:run");
    return new TwinClients(world.twin()).client(IamClient.class, who, Region.EU_WEST_1);
  }

  private static void denied(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IamException.class)
        .hasMessageContaining("is not authorized to perform");
  }
}
