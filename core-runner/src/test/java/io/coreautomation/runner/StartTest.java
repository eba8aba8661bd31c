package io.coreautomation.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.event.Event;
import io.coreautomation.db.event.Events;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.framework.testing.InMemoryLauncher;
import io.coreautomation.framework.testing.InMemoryObjectStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartTest {
  private static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-00007c41d09e");
  private static final Coordinates AT = new Coordinates("acme", "web", "shop", "main", "42", null);
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final ActionList LIST =
      ActionList.of(TaskVerb.DEPLOY, AT, OnFailure.DRAIN, List.of(action("a"), action("b")));
  private static final String EXECUTION = "deploy-" + RUN + "-1";

  private final InMemoryTables tables = new InMemoryTables();
  private final Runs runs = new Runs(tables);
  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final InMemoryLauncher launcher = new InMemoryLauncher();
  private final RunnerService runner =
      new RunnerService(runs, objects, launcher, Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void aListIsStoredAndItsRunCompiled() {
    objects.put(ObjectKeys.of(AT).list(LIST.digest()), LIST.canonical(), Precondition.NONE);
    var row = RunRow.requested(RUN, TaskVerb.DEPLOY, AT, "aws", "ann", Digest.of("request"), NOW);
    runs.create(row, event(Event.RUN_REQUESTED));
    runs.move(
        row,
        RunStatus.parse("COMPILE_COMPLETE"),
        changes -> changes.list(LIST.digest()),
        event(Event.RUN_COMPILED));
  }

  @Test
  void the_row_is_moved_and_the_execution_started_with_ids_only() {
    var answer = runner.start(request(TaskVerb.DEPLOY, LIST.digest()));

    assertThat(answer)
        .isEqualTo(new RunnerAnswer(RUN, RunStatus.parse("DEPLOY_REQUESTED"), EXECUTION));
    var row = runs.get(RUN).orElseThrow();
    assertThat(row.counts()).isEqualTo(Map.of("PENDING", 2L));
    assertThat(row.generation()).isEqualTo(1);
    assertThat(launcher.started())
        .containsOnlyKeys(EXECUTION)
        .containsValue(
            Json.parse(
                """
                {"runId":"0198f2c4-0000-7000-8000-00007c41d09e","generation":1,"turn":0,\
                "next":"continue","wakeInSeconds":0,"wakeCounter":0}\
                """));
    assertThat(new Events(tables).ofRun(RUN, null, 10))
        .extracting(Event::message)
        .contains("deploy of 2 actions");
  }

  @Test
  void a_second_delivery_starts_nothing_new_and_is_answered_the_same() {
    var first = runner.start(request(TaskVerb.DEPLOY, LIST.digest()));
    var version = runs.get(RUN).orElseThrow().version();

    assertThat(runner.start(request(TaskVerb.DEPLOY, LIST.digest()))).isEqualTo(first);
    assertThat(runs.get(RUN).orElseThrow().version()).isEqualTo(version);
    assertThat(launcher.started()).hasSize(1);
  }

  @Test
  void a_crash_between_row_and_execution_is_mended_by_the_next_delivery() {
    launcher.failNext(1);
    assertThatThrownBy(() -> runner.start(request(TaskVerb.DEPLOY, LIST.digest())))
        .hasMessage("Step Functions did not answer. Try again.");
    assertThat(runs.get(RUN).orElseThrow().status()).hasToString("DEPLOY_REQUESTED");
    assertThat(launcher.started()).isEmpty();

    runner.start(request(TaskVerb.DEPLOY, LIST.digest()));

    assertThat(launcher.started()).containsOnlyKeys(EXECUTION);
  }

  @Test
  void a_run_that_goes_on_is_not_started_again_even_when_its_name_is_free() {
    var row = started();
    runs.move(row, RunStatus.parse("DEPLOY_IN_PROGRESS"), _ -> {}, event(Event.RUN_STARTED));
    launcher.started().clear();

    assertThat(runner.start(request(TaskVerb.DEPLOY, LIST.digest())).status())
        .hasToString("DEPLOY_IN_PROGRESS");
    assertThat(launcher.started()).isEmpty();
  }

  @Test
  void another_request_under_the_same_id_is_a_conflict() {
    started();

    assertProblem(
        request(TaskVerb.DEPLOY, Digest.of("another list")),
        ProblemCode.CONFLICT,
        "run "
            + RUN
            + " was asked for something else. Use a new correlation id for a new request.");
    assertProblem(
        request(TaskVerb.TEARDOWN, LIST.digest()),
        ProblemCode.CONFLICT,
        "run "
            + RUN
            + " was asked for something else. Use a new correlation id for a new request.");
  }

  @Test
  void a_run_that_was_not_compiled_cannot_be_started() {
    var failed = RunId.parse("0198f2c4-0000-7000-8000-000000000001");
    var row =
        RunRow.requested(failed, TaskVerb.DEPLOY, AT, "aws", "ann", Digest.of("request"), NOW);
    runs.create(row, Event.ofRun(failed, AT.prn(), Event.RUN_REQUESTED, "", NOW));

    assertProblem(
        new RunnerRequest(TaskVerb.DEPLOY, LIST.digest(), failed),
        ProblemCode.CONFLICT,
        "run " + failed + " is COMPILE_REQUESTED and cannot be started. Submit a new task.");
    assertThat(launcher.started()).isEmpty();
  }

  @Test
  void a_list_that_is_gone_is_told_before_anything_is_written() {
    objects.delete(ObjectKeys.of(AT).list(LIST.digest()));

    assertProblem(
        request(TaskVerb.DEPLOY, LIST.digest()),
        ProblemCode.NOT_FOUND,
        "there is no action list "
            + LIST.digest().abbreviated()
            + ". Submit the task again: it is compiled anew.");
    assertThat(runs.get(RUN).orElseThrow().status()).hasToString("COMPILE_COMPLETE");
  }

  @Test
  void a_run_that_nobody_recorded_is_not_found() {
    var unknown = RunId.parse("0198f2c4-0000-7000-8000-0000000000ff");
    assertProblem(
        new RunnerRequest(TaskVerb.DEPLOY, LIST.digest(), unknown),
        ProblemCode.NOT_FOUND,
        "there is no run " + unknown + ". Submit its task to the invoker.");
  }

  private RunRow started() {
    runner.start(request(TaskVerb.DEPLOY, LIST.digest()));
    return runs.get(RUN).orElseThrow();
  }

  private void assertProblem(RunnerRequest request, ProblemCode code, String text) {
    assertThatThrownBy(() -> runner.start(request))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problems()).extracting(Problem::code).containsExactly(code))
        .hasMessage(text);
  }

  private static RunnerRequest request(TaskVerb verb, Digest list) {
    return new RunnerRequest(verb, list, RUN);
  }

  private static Event event(String type) {
    return Event.ofRun(RUN, AT.prn(), type, "", NOW);
  }

  private static Action action(String name) {
    return Action.of(name, "SYSTEM::NoOp", new Source("deployspec.yaml", 1, 1)).build();
  }
}
