package io.coreautomation.framework.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskReaderTest {
  private static TaskReader.Reading read(String text) {
    return new TaskReader().read("task.yaml", text.getBytes());
  }

  private static final Task TASK =
      new Task(
          TaskVerb.DEPLOY,
          TaskType.DEPLOYSPEC,
          new Deployment(
              new Coordinates("acme", "web", "shop", "feature/X", "42", null),
              "prod",
              "eu",
              Map.of("Team", "blue")),
          new PackageRef("packages/web/" + "a".repeat(64) + ".zip", new Digest("a".repeat(64))),
          new TaskOptions(true, false, OnFailure.CONTINUE, 50, null, null, false, false),
          RunId.parse("0198f2c4-0000-7000-8000-00007c41d09e"));

  @Test
  void our_own_spelling_is_read() {
    assertThat(
            read("""
            task: deploy
            type: deployspec
            deployment: {client: acme, portfolio: web, app: shop, branch: feature/X, build: "42", environment: prod, dataCenter: eu, tags: {Team: blue}}
            package: {key: packages/web/%s.zip}
            options: {force: true, onFailure: continue, maxParallel: 50}
            correlationId: 0198f2c4-0000-7000-8000-00007c41d09e
            """
                    .formatted("a".repeat(64)))
                .task())
        .isEqualTo(TASK);
  }

  @Test
  void upstreams_pascal_case_is_read_and_its_identity_ignored_with_a_warning() {
    var reading =
        read(
            """
            {"Task": "deploy", "Client": "acme", "Force": true, "Identity": "prn:x", "FlowControl": null,
             "DeploymentDetails": {"Portfolio": "Web", "App": "shop", "Branch": "feature/X",
               "BranchShortName": "feature-x", "Build": 42, "Scope": "build"},
             "Package": {"BucketName": "b", "Key": "packages/x.zip", "Mode": "service"},
             "CorrelationId": "0198F2C4-0000-7000-8000-00007C41D09E"}
            """);

    assertThat(reading.task().coordinates())
        .isEqualTo(new Coordinates("acme", "web", "shop", "feature/X", "42", null));
    assertThat(reading.task().options().force()).isTrue();
    assertThat(reading.task().packageRef()).isEqualTo(new PackageRef("packages/x.zip", null));
    assertThat(reading.task().runId()).hasToString("0198f2c4-0000-7000-8000-00007c41d09e");
    assertThat(reading.warnings())
        .extracting(Problem::text)
        .containsExactly(
            "task.yaml:1:65: the field 'identity' is ignored. Remove it: who asks is known from the"
                + " caller's credentials.");
  }

  @Test
  void snake_case_is_read() {
    assertThat(
            read("""
            task: plan
            deployment_details: {client: acme, portfolio: web, data_center: eu}
            dry_run: true
            """)
                .task()
                .options()
                .dryRun())
        .isTrue();
  }

  @Test
  void the_canonical_form_is_read_as_the_same_task() {
    assertThat(read(Json.write(TASK.json())).task()).isEqualTo(TASK);
  }

  @Test
  void everything_wrong_with_it_is_told_with_its_place() {
    assertThatThrownBy(
            () -> read("task: deploy\noptoins: {}\ndeployment: {client: a, portfolo: b}\n"))
        .hasMessage(
            """
            task.yaml:2:1: there is no field 'optoins' here. Did you mean 'options'?
            task.yaml:3:13: the field 'portfolio' is missing. Add 'portfolio': the business application.
            task.yaml:3:25: there is no field 'portfolo' here. Did you mean 'portfolio'?\
            """);
    assertThatThrownBy(() -> read("task: delpoy\ndeployment: {client: a, portfolio: b}\n"))
        .hasMessage("task.yaml:1:7: there is no task 'delpoy'. Did you mean 'deploy'?");
    assertThatThrownBy(
            () -> read("task: deploy\ndeployment: {client: a, portfolio: b, branch: c}\n"))
        .hasMessage("task.yaml:2:13: a branch is given without its app. Give the app, too.");
    assertThatThrownBy(
            () -> read("task: deploy\ndeployment: {client: a, portfolio: b}\ncorrelationId: 7\n"))
        .hasMessage(
            "task.yaml:3:16: '7' is no correlation id: use a UUID. Leave it out, or use a UUID.");
  }
}
