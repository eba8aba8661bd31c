package io.coreautomation.invoker;

import static io.coreautomation.invoker.Platform.AT;
import static io.coreautomation.invoker.Platform.RUN;
import static io.coreautomation.invoker.Platform.ZIP;
import static io.coreautomation.invoker.Platform.ZIP_KEY;
import static io.coreautomation.invoker.Platform.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.PackageRef;
import org.junit.jupiter.api.Test;

class CarryOutTest {
  private static final Problem UNKNOWN_KIND =
      new Problem(
          ProblemCode.KIND_UNKNOWN,
          "there is no kind 'AWS::Delpoy'",
          "Did you mean 'AWS::Deploy'?",
          new Source("deployspec.yaml", 4, 7),
          "actions[0].kind");
  private static final Problem THROTTLED =
      Problem.of(ProblemCode.THROTTLED, "AWS slowed us down", "Try again in a minute.");

  private final Platform platform = new Platform();

  @Test
  void a_deployment_is_compiled_and_run() {
    platform.invoker.accept(task("deploy"), "ann");

    assertThat(platform.invoker.carryOut(RUN).status()).hasToString("DEPLOY_REQUESTED");

    var row = platform.row();
    assertThat(row.listDigest()).isNotNull();
    assertThat(row.packageKey()).isEqualTo(ZIP_KEY);
    assertThat(row.packageDigest()).isEqualTo(Digest.of(ZIP));
    assertThat(platform.compiledTask().packageRef())
        .isEqualTo(new PackageRef(ZIP_KEY, Digest.of(ZIP)));
    assertThat(platform.launcher.started()).containsOnlyKeys("deploy-" + RUN + "-1");
    assertThat(platform.eventTypes())
        .containsExactlyInAnyOrder("RUN_REQUESTED", "RUN_COMPILED", "RUN_QUEUED");
  }

  @Test
  void a_second_delivery_does_nothing_twice() {
    platform.invoker.accept(task("deploy"), "ann");
    var first = platform.invoker.carryOut(RUN);
    var version = platform.row().version();

    assertThat(platform.invoker.carryOut(RUN)).isEqualTo(first);

    assertThat(platform.row().version()).isEqualTo(version);
    assertThat(platform.mailbox.called(Layer.DEPLOYSPEC)).hasSize(1);
    assertThat(platform.launcher.started()).hasSize(1);
  }

  @Test
  void a_delivery_after_a_crash_goes_on_where_the_first_one_stopped() {
    platform.invoker.accept(task("deploy"), "ann");
    platform.launcher.failNext(2);
    assertThatThrownBy(() -> platform.invoker.carryOut(RUN))
        .hasMessage("Step Functions did not answer. Try again.");
    assertThatThrownBy(() -> platform.invoker.carryOut(RUN))
        .hasMessage("Step Functions did not answer. Try again.");

    assertThat(platform.invoker.carryOut(RUN).status()).hasToString("DEPLOY_REQUESTED");

    assertThat(platform.mailbox.called(Layer.DEPLOYSPEC)).hasSize(1);
    assertThat(platform.launcher.started()).hasSize(1);
  }

  @Test
  void what_the_compiler_found_is_in_the_row_and_told_to_the_caller_each_time() {
    platform.compilerProblems.add(UNKNOWN_KIND);
    platform.invoker.accept(task("deploy"), "ann");

    for (int delivery = 1; delivery <= 2; delivery++) {
      assertThatThrownBy(() -> platform.invoker.carryOut(RUN))
          .isInstanceOfSatisfying(
              ProblemException.class, e -> assertThat(e.problems()).containsExactly(UNKNOWN_KIND));
    }

    var row = platform.row();
    assertThat(row.status()).hasToString("COMPILE_FAILED");
    assertThat(row.problems()).containsExactly(UNKNOWN_KIND);
    assertThat(row.endedAt()).isEqualTo(Platform.NOW);
    assertThat(platform.eventTypes()).containsExactlyInAnyOrder("RUN_REQUESTED", "RUN_FAILED");
    assertThat(platform.mailbox.called(Layer.RUNNER)).isEmpty();
  }

  @Test
  void what_can_succeed_later_leaves_the_run_as_it_is() {
    platform.compilerProblems.add(THROTTLED);
    platform.invoker.accept(task("deploy"), "ann");

    assertThatThrownBy(() -> platform.invoker.carryOut(RUN))
        .hasMessage("AWS slowed us down. Try again in a minute.");
    assertThat(platform.row().status()).hasToString("COMPILE_REQUESTED");

    assertThat(platform.invoker.carryOut(RUN).status()).hasToString("DEPLOY_REQUESTED");
  }

  @Test
  void compile_stops_after_compiling() {
    platform.invoker.accept(task("compile"), "ann");

    assertThat(platform.invoker.carryOut(RUN).status()).hasToString("COMPILE_COMPLETE");
    assertThat(platform.row().isTerminal()).isTrue();
    assertThat(platform.launcher.started()).isEmpty();
  }

  @Test
  void a_dry_run_compiles_for_its_verb_and_is_over_then() {
    var task = task("deploy");
    task.putObject("options").put("dryRun", true);
    platform.invoker.accept(task, "ann");

    assertThat(platform.invoker.carryOut(RUN).status()).hasToString("COMPILE_COMPLETE");
    assertThat(platform.row().isTerminal()).isTrue();
    assertThat(platform.compiledTask().verb().label()).isEqualTo("deploy");
    assertThat(platform.launcher.started()).isEmpty();
  }

  @Test
  void apply_without_a_plan_runs_as_deploy_does() {
    platform.invoker.accept(task("apply"), "ann");

    assertThat(platform.invoker.carryOut(RUN).status()).hasToString("APPLY_REQUESTED");
    assertThat(platform.launcher.started()).containsOnlyKeys("apply-" + RUN + "-1");
  }

  @Test
  void a_teardown_takes_back_what_was_deployed_last_also_when_a_newer_package_is_there() {
    deployed();
    platform.upload("a newer package".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    var teardown = RunId.parse("0198f2c4-0000-7000-8000-000000000002");
    var task = task("teardown").put("correlationId", teardown.text());
    ((ObjectNode) task.path("deployment")).remove("build");

    platform.invoker.accept(task, "ann");

    assertThat(platform.invoker.carryOut(teardown).status()).hasToString("TEARDOWN_REQUESTED");
    var compiled = platform.compiledTask();
    assertThat(compiled.verb().label()).isEqualTo("teardown");
    assertThat(compiled.coordinates()).isEqualTo(AT);
    assertThat(compiled.packageRef()).isEqualTo(new PackageRef(ZIP_KEY, Digest.of(ZIP)));
  }

  @Test
  void an_accepted_task_is_handed_over_and_carried_out_when_it_is_delivered() {
    var answer =
        platform.invoker.answer(
            Json.as(
                Json.object().put("principal", "ann").set("task", task("deploy")),
                InvokerRequest.class));

    assertThat(answer.path("runId").asText()).isEqualTo(RUN.text());
    assertThat(answer.path("status").asText()).isEqualTo("COMPILE_REQUESTED");
    assertThat(platform.launcher.started()).isEmpty();

    platform.mailbox.deliverAll();

    assertThat(platform.row().status()).hasToString("DEPLOY_REQUESTED");
  }

  @Test
  void a_run_that_nobody_recorded_is_not_found() {
    assertThatThrownBy(() -> platform.invoker.carryOut(RUN))
        .hasMessage("there is no run " + RUN + ". Submit its task first.");
  }

  private void deployed() {
    platform.invoker.accept(task("deploy"), "ann");
    platform.invoker.carryOut(RUN);
    var row = platform.row();
    platform.runs.move(
        row,
        RunStatus.parse("DEPLOY_COMPLETE"),
        _ -> {},
        Event.ofRun(RUN, AT.prn(), Event.RUN_COMPLETE, "", Platform.NOW));
  }
}
