package io.coreautomation.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.run.RunRow;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.task.Deployment;
import io.coreautomation.framework.task.PackageRef;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskOptions;
import io.coreautomation.framework.task.TaskType;
import io.coreautomation.framework.task.TaskVerb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet that is too large for one run, as no more than five actions go into one here. */
class DividedFleetTest {
  private static final Coordinates AT = new Coordinates("acme", "web", "shop", "main", "1", null);
  private static final int MOST_OF_A_RUN = 5;
  private static final String STACK =
      """
      Parameters:
        From: {Type: String, Default: nothing}
      Resources:
        Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref From}}
      Outputs:
        Topic: {Value: !GetAtt Topic.TopicName}
      """;

  @TempDir Path folder;

  @BeforeEach
  void write_a_package() throws IOException {
    Files.writeString(
        folder.resolve("registry.yaml"),
        """
        clients: [{name: acme}]
        portfolios: [{name: web}]
        accounts:
          - {name: network, id: "210000000001", ou: Infrastructure}
          - {name: one, id: "210000000011", ou: Fleet}
          - {name: two, id: "210000000012", ou: Fleet}
          - {name: three, id: "210000000013", ou: Fleet}
          - {name: four, id: "210000000014", ou: Fleet}
        zones: [{name: eu, account: network, regions: [eu-west-1]}]
        apps: [{portfolio: web, name: shop, zone: eu}]
        """);
    Files.writeString(
        folder.resolve("deployspec.yaml"),
        """
        - name: network
          kind: AWS::CreateStack
          accounts: [network]
          regions: [eu-west-1]
          params: {stackName: network, template: stack.yaml}
        - name: data
          kind: AWS::CreateStack
          accounts: [{ou: Fleet}]
          regions: [eu-west-1]
          params: {stackName: data, template: stack.yaml,
                   parameters: {From: "${actions.network@network.outputs.Topic}"}}
        - name: app
          kind: AWS::CreateStack
          accounts: [{ou: Fleet}]
          regions: [eu-west-1]
          params: {stackName: app, template: app.yaml,
                   parameters: {From: "${actions.data.outputs.Topic}"}}
        - {name: announce, kind: "SYSTEM::NoOp", dependsOn: ["app@*"]}
        """);
    Files.writeString(folder.resolve("stack.yaml"), STACK);
    Files.writeString(folder.resolve("app.yaml"), STACK);
  }

  private void change(String file) throws IOException {
    Files.writeString(
        folder.resolve(file),
        STACK.replace("Outputs:", "  Queue: {Type: AWS::SQS::Queue}\nOutputs:"));
  }

  private EmbeddedPlatform open() {
    return EmbeddedPlatform.open(
        new EmbeddedSettings(
            folder.resolve(".core"), null, "instant", "local:tester", MOST_OF_A_RUN));
  }

  private RunView run(EmbeddedPlatform platform, TaskVerb verb, @Nullable Digest plan)
      throws InterruptedException {
    platform.seed(folder);
    PackageRef ref = platform.upload(folder, AT).ref();
    var run =
        platform.submit(
            new Task(
                verb,
                TaskType.DEPLOYSPEC,
                new Deployment(AT, "live", null, Map.of()),
                plan == null ? ref : null,
                new TaskOptions(false, false, null, null, null, plan, false, false),
                null));
    return platform.follow(run, view -> {});
  }

  private static List<RunRow> parts(EmbeddedPlatform platform, RunView of) {
    return platform.runs().newest(100, null).rows().stream()
        .filter(row -> row.parent() != null && row.parent().run().equals(of.run().id()))
        .toList();
  }

  @Test
  void its_parts_are_runs_of_their_own_that_deploy_it_whole_and_take_it_down_again()
      throws Exception {
    try (var platform = open()) {
      var first = run(platform, TaskVerb.DEPLOY, null);

      assertThat(first.run().status()).isEqualTo("DEPLOY_COMPLETE");
      assertThat(first.actions())
          .extracting(RunView.ActionView::id)
          .containsExactly("part/1", "part/2", "network/210000000001/eu-west-1", "announce");
      assertThat(parts(platform, first))
          .extracting(row -> row.counts().get("COMPLETE"))
          .containsExactlyInAnyOrder(4L, 4L);
      assertThat(platform.stacks()).hasSize(9).allMatch(s -> s.status().equals("CREATE_COMPLETE"));
    }
    try (var platform = open()) {
      var second = run(platform, TaskVerb.DEPLOY, null);

      assertThat(second.actions())
          .filteredOn(action -> action.kind().equals("SYSTEM::RunTask"))
          .hasSize(2)
          .allMatch(action -> action.change() == Change.NO_CHANGE);

      var down = run(platform, TaskVerb.TEARDOWN, null);

      assertThat(down.run().status()).isEqualTo("TEARDOWN_COMPLETE");
      assertThat(parts(platform, down)).hasSize(2);
      assertThat(platform.stacks()).isEmpty();
    }
  }

  @Test
  void its_plan_is_made_of_its_parts_plans_and_an_apply_carries_out_just_those() throws Exception {
    try (var platform = open()) {
      run(platform, TaskVerb.DEPLOY, null);
      change("app.yaml");

      var plan = run(platform, TaskVerb.PLAN, null);
      var apply = run(platform, TaskVerb.APPLY, plan.run().plan());

      assertThat(plan.actions())
          .extracting(RunView.ActionView::change)
          .containsExactly(Change.UPDATE, Change.UPDATE, Change.NO_CHANGE, Change.NONE);
      assertThat(apply.run().status()).isEqualTo("APPLY_COMPLETE");
      assertThat(parts(platform, apply))
          .hasSize(2)
          .allMatch(part -> part.task() == TaskVerb.APPLY && part.planDigest() != null);
      assertThat(platform.stacks())
          .filteredOn(stack -> stack.status().equals("UPDATE_COMPLETE"))
          .hasSize(4)
          .allMatch(stack -> stack.stackName().equals("app"));
    }
  }

  @Test
  void a_part_that_waits_for_what_a_plan_cannot_know_is_deployed_by_the_apply() throws Exception {
    try (var platform = open()) {
      run(platform, TaskVerb.DEPLOY, null);
      change("stack.yaml");

      var plan = run(platform, TaskVerb.PLAN, null);
      var apply = run(platform, TaskVerb.APPLY, plan.run().plan());

      assertThat(plan.actions())
          .extracting(RunView.ActionView::change)
          .containsExactly(Change.UNKNOWN, Change.UNKNOWN, Change.UPDATE, Change.NONE);
      assertThat(apply.run().status()).isEqualTo("APPLY_COMPLETE");
      assertThat(parts(platform, apply)).hasSize(2).allMatch(p -> p.task() == TaskVerb.DEPLOY);
      assertThat(platform.stacks())
          .filteredOn(stack -> stack.status().equals("UPDATE_COMPLETE"))
          .hasSize(5);
    }
  }

  @Test
  void a_process_that_stops_leaves_parts_behind_that_go_on_with_the_whole() throws Exception {
    RunView begun;
    try (var platform = open()) {
      platform.seed(folder);
      var ref = platform.upload(folder, AT).ref();
      var run =
          platform.submit(
              new Task(
                  TaskVerb.DEPLOY,
                  TaskType.DEPLOYSPEC,
                  new Deployment(AT, "live", null, Map.of()),
                  ref,
                  TaskOptions.DEFAULT,
                  null));
      begun = platform.view(run);
      while (parts(platform, begun).isEmpty()) {
        Thread.onSpinWait();
      }
    }
    try (var platform = open()) {
      platform.resume(begun.run().id());

      var end = platform.follow(begun.run().id(), view -> {});

      assertThat(end.run().status()).isEqualTo("DEPLOY_COMPLETE");
      assertThat(end.actions()).allMatch(action -> action.status() == ActionStatus.COMPLETE);
      assertThat(parts(platform, end)).hasSize(2);
      assertThat(platform.stacks()).hasSize(9).allMatch(s -> s.status().equals("CREATE_COMPLETE"));
    }
  }
}
