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

/**
 * What the examples are computed to need is enough for them, and of the landing zone all of it is
 * needed; that kinds need all of theirs, the contract of kinds proves.
 */
class LeastPrivilegeOnTheTwinTest {
  private static final Example LANDING_ZONE =
      new Example(
          "landing-zone", new Coordinates("acme", "platform", "landing-zone", "main", "1", null));
  private static final Example ALL_KINDS =
      new Example("all-kinds", new Coordinates("acme", "start", "all-kinds", "main", "1", null));
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

  /** A package of the examples. */
  private record Example(String name, Coordinates coordinates) {
    Path source() {
      return Path.of(System.getProperty("core.repository", "..")).resolve("examples/" + name);
    }

    Task task(TaskVerb verb, @Nullable PackageRef ref) {
      return new Task(
          verb,
          TaskType.DEPLOYSPEC,
          new Deployment(coordinates, "live", null, Map.of()),
          ref,
          TaskOptions.DEFAULT,
          null);
    }
  }

  @Test
  void the_computed_policy_is_enough() throws Exception {
    var run =
        runWith(
            "enough",
            LANDING_ZONE,
            TaskVerb.DEPLOY,
            needed("enough", LANDING_ZONE, TaskVerb.DEPLOY));

    assertThat(run.run().status()).isEqualTo("DEPLOY_COMPLETE");
    assertThat(run.actions()).hasSize(29).allMatch(a -> a.status() == ActionStatus.COMPLETE);
  }

  @Test
  void the_computed_policies_are_enough_for_all_kinds_and_for_taking_down_what_they_made()
      throws Exception {
    for (var verb : List.of(TaskVerb.DEPLOY, TaskVerb.TEARDOWN)) {
      var run = runWith("kinds", ALL_KINDS, verb, needed("kinds", ALL_KINDS, verb));

      assertThat(run.run().status()).isEqualTo(verb + "_COMPLETE");
      // Nobody may listen where it probes.
      assertThat(run.actions())
          .filteredOn(action -> !action.name().equals("healthy"))
          .isNotEmpty()
          .allMatch(action -> action.status() == ActionStatus.COMPLETE);
    }
  }

  @Test
  void without_any_of_its_statements_something_is_denied() throws Exception {
    var statements = needed("whole", LANDING_ZONE, TaskVerb.DEPLOY).getFirst().statements();
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
              LANDING_ZONE,
              TaskVerb.DEPLOY,
              needed(home, LANDING_ZONE, TaskVerb.DEPLOY).stream()
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

  private List<AccountPolicy> needed(String home, Example example, TaskVerb verb) {
    try (var platform = open(home)) {
      platform.seed(example.source());
      return new LeastPrivilege(Kinds.shipped(), ROLES::stackExecutionArn, ROLES::userBoundaryArn)
          .of(platform.compile(example.source(), example.task(verb, null)).list());
    }
  }

  /** Lets the change role of each account do just what its policy says. */
  private RunView runWith(String home, Example example, TaskVerb verb, List<AccountPolicy> policies)
      throws Exception {
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
      var uploaded = platform.upload(example.source(), example.coordinates());
      return platform.follow(platform.submit(example.task(verb, uploaded.ref())), view -> {});
    }
  }

  private EmbeddedPlatform open(String home) {
    return EmbeddedPlatform.open(
        new EmbeddedSettings(folder.resolve(home), null, "instant", "local:tester"));
  }
}
