package io.coreautomation.invoker;

import static io.coreautomation.invoker.Platform.AT;
import static io.coreautomation.invoker.Platform.NOW;
import static io.coreautomation.invoker.Platform.ZIP;
import static io.coreautomation.invoker.Platform.ZIP_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.plan.PlanDocument;
import io.coreautomation.framework.plan.PlannedAction;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoundTasksTest {
  private static final RunId NEXT = RunId.parse("0198f2c4-0000-7000-8000-000000000002");
  private static final RunId AGAIN = RunId.parse("0198f2c4-0000-7000-8000-000000000003");
  private static final Digest PLAN = Digest.of("a plan");

  private final Platform platform = new Platform();

  @BeforeEach
  void aPlanWasMade() {
    platform.invoker.accept(Platform.task("plan"), "ann");
    platform.invoker.carryOut(Platform.RUN);
    ended(Platform.RUN, Phase.PLAN, Duration.ZERO);
  }

  private void ended(RunId run, Phase phase, Duration ago) {
    var row = platform.runs.get(run).orElseThrow();
    platform.runs.move(
        row,
        RunStatus.of(phase, State.COMPLETE),
        c -> c.plan(PLAN).endedAt(NOW.minus(ago)),
        Event.ofRun(run, row.prn(), "RUN_COMPLETE", "", NOW));
  }

  private static ObjectNode bound(String verb) {
    var task = Platform.task(verb).put("correlationId", NEXT.text());
    task.putObject("options").put("plan", PLAN.toString());
    return task;
  }

  @Test
  void an_apply_carries_out_the_list_and_the_package_of_its_plan_and_compiles_nothing() {
    var calls = platform.mailbox.called(Layer.DEPLOYSPEC).size();
    platform.upload("a newer package".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    platform.invoker.accept(bound("apply"), "ann");

    assertThat(platform.invoker.carryOut(NEXT).status()).hasToString("APPLY_REQUESTED");

    var row = platform.runs.get(NEXT).orElseThrow();
    assertThat(row.planDigest()).isEqualTo(PLAN);
    assertThat(row.listDigest())
        .isEqualTo(platform.runs.get(Platform.RUN).orElseThrow().listDigest());
    assertThat(row.packageKey()).isEqualTo(ZIP_KEY);
    assertThat(row.packageDigest()).isEqualTo(Digest.of(ZIP));
    assertThat(platform.mailbox.called(Layer.DEPLOYSPEC)).hasSize(calls);
    assertThat(platform.launcher.started()).containsKey("apply-" + NEXT + "-1");
  }

  @Test
  void a_plan_is_dropped_by_a_run_that_does_nothing_else() {
    platform.invoker.accept(bound("plan"), "ann");

    assertThat(platform.invoker.carryOut(NEXT).status()).hasToString("PLAN_REQUESTED");

    var row = platform.runs.get(NEXT).orElseThrow();
    var list =
        platform
            .objects
            .get(ObjectKeys.of(AT).list(Objects.requireNonNull(row.listDigest())))
            .orElseThrow();
    assertThat(ActionList.parse(list.content()).actions()).isEmpty();
    assertThat(row.planDigest()).isNull();
    assertThat(platform.runs.plans().newest(PLAN).orElseThrow().isExpired(NOW)).isTrue();
    assertThatThrownBy(() -> platform.invoker.accept(again("apply"), "ann"))
        .hasMessage(
            "the plan " + PLAN.abbreviated() + " was good until " + NOW + " only. Plan again.");
  }

  @Test
  void a_plan_that_was_carried_out_is_not_carried_out_again() {
    platform.invoker.accept(bound("apply"), "ann");
    platform.invoker.carryOut(NEXT);
    ended(NEXT, Phase.APPLY, Duration.ZERO);

    assertThatThrownBy(() -> platform.invoker.accept(again("apply"), "ann"))
        .hasMessage(
            "the plan " + PLAN.abbreviated() + " was carried out by run " + NEXT + ". Plan again.");
  }

  @Test
  void a_plan_of_another_deployment_is_refused() {
    var task = bound("apply");
    ((ObjectNode) task.path("deployment")).put("build", "43");

    assertThatThrownBy(() -> platform.invoker.accept(task, "ann"))
        .hasMessage(
            "the plan "
                + PLAN.abbreviated()
                + " is of prn:web:shop:main:42, not of prn:web:shop:main:43. Name the coordinates"
                + " that it was made for, or plan again.");
    assertThat(platform.runs.get(NEXT)).isEmpty();
  }

  @Test
  void a_plan_of_one_part_is_no_plan_to_apply() {
    var part = RunId.parse("0198f2c4-0000-7000-8000-000000000004");
    var digest = Digest.of("a part's plan");
    var row =
        RunRow.part(
            platform.runs.get(Platform.RUN).orElseThrow(),
            "part/1",
            part,
            TaskVerb.PLAN,
            Digest.of("request"),
            Digest.of("list"),
            5_000,
            null,
            NOW);
    platform.runs.create(row, Event.ofRun(part, row.prn(), "RUN_REQUESTED", "", NOW));
    platform.runs.move(
        row,
        RunStatus.of(Phase.PLAN, State.COMPLETE),
        c -> c.plan(digest).endedAt(NOW),
        Event.ofRun(part, row.prn(), "RUN_COMPLETE", "", NOW));
    var task = bound("apply");
    task.putObject("options").put("plan", digest.toString());

    assertThatThrownBy(() -> platform.invoker.accept(task, "ann"))
        .hasMessage(
            "the plan "
                + digest.abbreviated()
                + " is of one part only, 'part/1' of run "
                + Platform.RUN
                + ". Apply the plan of that run.");
  }

  @Test
  void a_plan_that_there_is_not_is_not_found() {
    var task = bound("apply");
    task.putObject("options").put("plan", Digest.of("nothing").toString());

    assertThatThrownBy(() -> platform.invoker.accept(task, "ann"))
        .hasMessage(
            "there is no plan "
                + Digest.of("nothing").abbreviated()
                + ". Plan again: it was dropped, has expired, or was never made.");
  }

  @Test
  void what_is_no_digest_is_refused_with_its_place() {
    var task = bound("apply");
    task.putObject("options").put("plan", "newest");

    assertThatThrownBy(() -> platform.invoker.accept(task, "ann"))
        .hasMessageContaining("'newest' is no digest. Write 'sha256-' and 64 hexadecimal digits.");
  }

  @Test
  void a_plan_of_what_cannot_be_brought_back_is_rolled_back_only_with_consent() {
    var action = Action.of("old", "AWS::DeleteStack", new Source("deployspec.yaml", 3, 5)).build();
    var list = ActionList.of(TaskVerb.DEPLOY, AT, OnFailure.ROLLBACK, List.of(action));
    var keys = ObjectKeys.of(AT);
    platform.objects.put(keys.list(list.digest()), list.canonical(), Precondition.NONE);
    var preview =
        new Preview(
            Change.DELETE, List.of(), List.of(), Map.of(), 3, List.of("it is gone"), List.of());
    var plan = PlanDocument.of(AT, list.digest(), List.of(PlannedAction.of(action, preview)));
    platform.objects.put(keys.plan(plan.digest()), plan.canonical(), Precondition.NONE);
    platform.invoker.accept(Platform.task("plan").put("correlationId", AGAIN.text()), "ann");
    platform.invoker.carryOut(AGAIN);
    var row = platform.runs.get(AGAIN).orElseThrow();
    platform.runs.move(
        row,
        RunStatus.of(Phase.PLAN, State.COMPLETE),
        c -> c.plan(plan.digest()).list(list.digest()).endedAt(NOW),
        Event.ofRun(AGAIN, row.prn(), "RUN_COMPLETE", "", NOW));
    var task = bound("apply");
    var options = task.putObject("options").put("plan", plan.digest().toString());

    assertThatThrownBy(() -> platform.invoker.accept(task, "ann"))
        .hasMessage(
            "after a failure, not all could be taken back: 'old': it is gone. Accept that: --yes,"
                + " or options.partialRollback of the task. Or choose another onFailure.");
    assertThat(platform.runs.get(NEXT)).isEmpty();

    options.put("partialRollback", true);
    platform.invoker.accept(task, "ann");
    assertThat(platform.runs.get(NEXT).orElseThrow().partialRollback()).isTrue();
  }

  @Test
  void an_apply_that_asks_for_other_rules_than_its_plan_has_is_refused_with_each_of_them() {
    var task = bound("apply");
    task.withObject("options")
        .put("onFailure", "rollback")
        .put("onLocked", "fail")
        .put("maxParallel", 5)
        .put("trustRegistry", true);
    task.put("force", true);

    assertThatThrownBy(() -> platform.invoker.accept(task, "ann"))
        .hasMessage(
            """
            --on-failure (options.onFailure) is rollback, but the plan %1$s was made with drain. \
            Leave it out, or plan again with it.
            --on-locked (options.onLocked) is fail, but the plan %1$s was made with wait. \
            Leave it out, or plan again with it.
            --max-parallel (options.maxParallel) is 5, but the plan %1$s was made without. \
            Leave it out, or plan again with it.
            --force (options.force) is true, but the plan %1$s was made without. \
            Leave it out, or plan again with it.
            --trust-registry (options.trustRegistry) is true, but the plan %1$s was made without. \
            Leave it out, or plan again with it.\
            """
                .formatted(PLAN.abbreviated()));
    assertThat(platform.runs.get(NEXT)).isEmpty();
  }

  @Test
  void an_apply_may_say_once_more_what_its_plan_says() {
    var planned = Platform.task("plan").put("correlationId", AGAIN.text());
    var options = planned.putObject("options");
    options.put("onFailure", "drain").put("onLocked", "wait").put("maxParallel", 5);
    options.put("force", true).put("trustRegistry", true);
    platform.invoker.accept(planned, "ann");
    platform.invoker.carryOut(AGAIN);
    ended(AGAIN, Phase.PLAN, Duration.ZERO);
    var task = bound("apply");
    task.set("options", options.deepCopy().put("plan", PLAN.toString()));

    platform.invoker.accept(task, "ann");

    assertThat(platform.runs.get(NEXT)).isPresent();
  }

  private static ObjectNode again(String verb) {
    return bound(verb).put("correlationId", AGAIN.text());
  }
}
