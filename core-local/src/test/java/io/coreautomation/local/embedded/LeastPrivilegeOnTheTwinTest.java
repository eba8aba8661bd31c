package io.coreautomation.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.aws.access.RoleKind;
import io.coreautomation.aws.access.TargetRoles;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.permission.AccountPolicy;
import io.coreautomation.execute.permission.LeastPrivilege;
import io.coreautomation.execute.permission.Statement;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.task.Deployment;
import io.coreautomation.framework.task.PackageRef;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskOptions;
import io.coreautomation.framework.task.TaskType;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.simulator.iam.Authorization;
import io.coreautomation.simulator.iam.RolePolicies;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the landing zone is computed to need is enough for it, and all of it is needed. */
class LeastPrivilegeOnTheTwinTest {
  private static final Path SOURCE =
      Path.of(System.getProperty("core.repository", "..")).resolve("examples/landing-zone");
  private static final Coordinates COORDINATES =
      new Coordinates("acme", "platform", "landing-zone", "main", "1", null);
  private static final TargetRoles ROLES = new TargetRoles(TargetRoles.DEFAULT_PREFIX, null);

  /**
   * What this run can do without: the first is asked for templates that are too long for a request,
   * and the landing zone has none; whether there is room for its stacks need not be known.
   */
  private static final Set<String> OPTIONAL =
      Set.of(
          "cloudformation:GetTemplateSummary",
          "cloudformation:DescribeAccountLimits",
          "cloudformation:ListStacks");

  @TempDir Path folder;

  @Test
  void the_computed_policy_is_enough() throws Exception {
    var run = runWith("enough", needed("enough"));

    assertThat(run.run().status()).isEqualTo("DEPLOY_COMPLETE");
    assertThat(run.actions()).hasSize(29).allMatch(a -> a.status() == ActionStatus.COMPLETE);
  }

  @Test
  void without_any_of_its_statements_something_is_denied() throws Exception {
    var statements = needed("whole").getFirst().statements();
    var denied = new TreeSet<String>();
    for (var statement : statements) {
      var home = "without-" + denied.size();
      var first = statement.actions().first();
      if (OPTIONAL.containsAll(statement.actions())) {
        continue;
      }
      var run =
          runWith(
              home,
              needed(home).stream()
                  .map(policy -> only(policy, other -> !other.actions().contains(first)))
                  .toList());
      assertThat(run.run().status()).isEqualTo("DEPLOY_FAILED");
      assertThat(run.actions())
          .anyMatch(a -> a.failure() != null && a.failure().code().equals("AWS_DENIED"));
      denied.add(first);
    }
    assertThat(denied).containsExactly("cloudformation:CancelUpdateStack", "iam:PassRole");
  }

  private static AccountPolicy only(AccountPolicy policy, Predicate<Statement> kept) {
    return new AccountPolicy(policy.account(), policy.statements().stream().filter(kept).toList());
  }

  private List<AccountPolicy> needed(String home) {
    try (var platform = open(home)) {
      platform.seed(SOURCE);
      return new LeastPrivilege(Kinds.shipped(), ROLES::stackExecutionArn)
          .of(platform.compile(SOURCE, task(null)).list());
    }
  }

  /** Lets the change role of each account do just what its policy says. */
  private RunView runWith(String home, List<AccountPolicy> policies) throws Exception {
    try (var world =
        Worlds.twin(folder.resolve(home), "instant", Kinds.shipped(), Clock.systemUTC())) {
      var authorization = Authorization.of(Objects.requireNonNull(world.twin()));
      for (var policy : policies) {
        authorization.putRolePolicies(
            ROLES.arn(RoleKind.CHANGE, policy.account(), "eu-west-1"),
            new RolePolicies(null, List.of(Json.write(policy.document())), null));
      }
    }
    try (var platform = open(home)) {
      var uploaded = platform.upload(SOURCE, COORDINATES);
      return platform.follow(platform.submit(task(uploaded.ref())), view -> {});
    }
  }

  private EmbeddedPlatform open(String home) {
    return EmbeddedPlatform.open(
        new EmbeddedSettings(folder.resolve(home), null, "instant", "local:tester"));
  }

  private static Task task(@Nullable PackageRef ref) {
    return new Task(
        TaskVerb.DEPLOY,
        TaskType.DEPLOYSPEC,
        new Deployment(COORDINATES, "live", null, Map.of()),
        ref,
        TaskOptions.DEFAULT,
        null);
  }
}
