package io.coreautomation.db.run;

import static io.coreautomation.db.run.RunSamples.event;
import static io.coreautomation.db.run.RunSamples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.event.Event;
import io.coreautomation.db.event.Events;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.db.table.Tables;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.TaskVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunsTest {
  private static final String ID = "0198f2c4-0000-7000-8000-00007c41d09e";
  private final Tables tables = new InMemoryTables();
  private final Runs runs = new Runs(tables);
  private final Events events = new Events(tables);
  private final RunRow run = run(ID, "shop", "42", 0);

  @Test
  void a_run_is_recorded_with_its_first_event() {
    var requested = event(run, Event.RUN_REQUESTED, 0);
    assertThat(runs.create(run, requested)).isTrue();
    assertThat(runs.get(run.runId())).contains(run);
    assertThat(events.ofRun(run.runId(), null, 10)).containsExactly(requested);
    assertThat(run.status()).hasToString("COMPILE_REQUESTED");
  }

  @Test
  void a_second_run_of_the_same_id_is_not_recorded() {
    create(run);
    var second = run(ID, "other", "1", 5);
    assertThat(runs.create(second, event(second, Event.RUN_REQUESTED, 5))).isFalse();
    assertThat(runs.get(run.runId())).contains(run);
    assertThat(events.ofRun(run.runId(), null, 10)).hasSize(1);
  }

  @Test
  void a_move_writes_status_changes_and_event_together() {
    create(run);
    var problem =
        new Problem(
            ProblemCode.NAME_DUPLICATE,
            "twice",
            "Rename one.",
            new Source("deployspec.yaml", 3, 1),
            "[1].name");
    var failed = event(run, Event.RUN_FAILED, 9);
    var moved =
        runs.move(
            run,
            RunStatus.of(Phase.COMPILE, State.FAILED),
            changes ->
                changes
                    .counts(Map.of("PENDING", 3L))
                    .list(Digest.of("list"))
                    .packaged("packages/x.zip", Digest.of("zip"))
                    .startedAt(RunSamples.TIME)
                    .endedAt(RunSamples.TIME.plusSeconds(9))
                    .generation(2)
                    .problems(List.of(problem)),
            failed);

    assertThat(runs.get(run.runId())).contains(moved);
    assertThat(moved.version()).isEqualTo(2);
    assertThat(moved.status()).hasToString("COMPILE_FAILED");
    assertThat(moved.isTerminal()).isTrue();
    assertThat(moved.counts()).isEqualTo(Map.of("PENDING", 3L));
    assertThat(moved.problems()).containsExactly(problem);
    assertThat(moved.packageKey()).isEqualTo("packages/x.zip");
    assertThat(moved.requestedAt()).isEqualTo(run.requestedAt());
    assertThat(events.ofRun(run.runId(), null, 10)).last().isEqualTo(failed);
  }

  @Test
  void a_run_may_know_its_package_before_it_is_recorded() {
    var packaged = run.with(changes -> changes.packaged("packages/x.zip", Digest.of("zip")));
    create(packaged);
    assertThat(runs.get(run.runId())).contains(packaged);
    assertThat(packaged.version()).isEqualTo(run.version());
    assertThat(packaged.packageDigest()).isEqualTo(Digest.of("zip"));
  }

  @Test
  void a_move_that_no_run_makes_is_refused_by_name() {
    create(run);
    assertThatThrownBy(() -> move(run, Phase.DEPLOY, State.IN_PROGRESS, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("run " + ID + " cannot move from COMPILE_REQUESTED to DEPLOY_IN_PROGRESS");
  }

  @Test
  void of_two_that_move_a_run_the_second_is_refused_and_leaves_no_event() {
    create(run);
    var moved = move(run, Phase.COMPILE, State.COMPLETE, 1);
    assertThatThrownBy(() -> move(run, Phase.COMPILE, State.CANCELLED, 2))
        .isInstanceOf(ConditionFailedException.class);
    assertThat(runs.get(run.runId())).contains(moved);
    assertThat(events.ofRun(run.runId(), null, 10)).hasSize(2);
  }

  @Test
  void a_save_keeps_the_status_and_counts_as_a_version() {
    create(run);
    var saved = runs.save(run, changes -> changes.counts(Map.of("RUNNING", 2L)));
    assertThat(runs.get(run.runId())).contains(saved);
    assertThat(saved.status()).isEqualTo(run.status());
    assertThat(saved.version()).isEqualTo(2);
    assertThatThrownBy(() -> runs.save(run, changes -> changes.generation(9)))
        .isInstanceOf(ConditionFailedException.class);
  }

  @ParameterizedTest
  @CsvSource({"COMPILE, true", "UPLOAD, true", "DEPLOY, false", "TEARDOWN, false"})
  void what_is_compiled_is_over_only_if_no_more_was_asked(TaskVerb task, boolean over) {
    var asked = RunSamples.of(ID, task, run.coordinates(), 0);
    create(asked);
    assertThat(move(asked, Phase.COMPILE, State.COMPLETE, 1).isTerminal()).isEqualTo(over);
  }

  @ParameterizedTest
  @CsvSource({
    ID,
    "0198f2c4-0000-7000-8000-00007c41d09e",
    "0198",
    "0198f2c4-00",
    "7c41d09e",
    "7C41D09E",
    "d09e",
    "00007c41d09e"
  })
  void a_run_is_found_by_the_beginning_or_end_of_its_id(String digits) {
    create(run);
    create(run("0299aaaa-0000-7000-8000-00000000bbbb", "shop", "43", 1));
    assertThat(runs.find(digits)).isEqualTo(run);
  }

  @Test
  void a_text_that_tells_no_run_is_refused() {
    create(run);
    create(run("0198aaaa-0000-7000-8000-00000000bbbb", "shop", "43", 1));
    assertRefused("09e", "'09e' is too short to tell a run. Give at least 4 characters of its id.");
    assertRefused(
        "7c41d09f",
        "there is no run whose id begins or ends with '7c41d09f'. List the runs there are.");
    assertRefused(
        "0198",
        "'0198' is the beginning or end of several runs' ids. Give more of it:"
            + " 0198aaaa-0000-7000-8000-00000000bbbb, "
            + ID
            + ".");
  }

  @Test
  void the_runs_of_a_prn_and_below_are_listed_newest_first() {
    create(id(1), "shop", "41", 10);
    create(id(2), "shop", "42", 20);
    create(id(3), "shop2", "42", 30);
    create(id(4), "shop", "42", 40);
    create(RunSamples.of(id(5), TaskVerb.DEPLOY, at("data", "shop", "42"), 50));

    assertThat(listed("prn:web:shop")).containsExactly(id(4), id(2), id(1));
    assertThat(listed("prn:web:shop:main:42")).containsExactly(id(4), id(2));
    assertThat(listed("prn:web:shop:main:4")).isEmpty();
    assertThat(listed("prn:web")).containsExactly(id(4), id(3), id(2), id(1));
    assertThat(listed("prn:data")).containsExactly(id(5));
    assertThat(runs.newest(2, null).rows())
        .extracting(row -> row.runId().text())
        .containsExactly(id(5), id(4));
  }

  @Test
  void pages_of_a_prn_skip_and_repeat_no_run() {
    for (int i = 10; i < 30; i++) {
      create(id(i), "shop", i % 3 == 0 ? "42" : "41", i);
    }
    var found = new ArrayList<String>();
    Cursor cursor = null;
    do {
      var page = runs.byPrn(Prn.parse("prn:web:shop:main:42"), 2, cursor);
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(2);
      page.rows().forEach(row -> found.add(row.runId().text()));
      cursor = page.next();
    } while (cursor != null);
    assertThat(found).containsExactly(id(27), id(24), id(21), id(18), id(15), id(12));
  }

  @Test
  void what_was_deployed_last_is_known_by_build_and_by_branch() {
    var first = deployed(run(id(1), "shop", "41", 1));
    var second = deployed(run(id(2), "shop", "42", 2));
    var failed = run(id(3), "shop", "43", 3);
    create(failed);
    move(deploying(failed), Phase.DEPLOY, State.FAILED, 9);

    assertThat(runs.lastDeployed(Prn.parse("prn:web:shop:main:41"))).contains(first);
    assertThat(runs.lastDeployed(Prn.parse("prn:web:shop:main:42"))).contains(second);
    assertThat(runs.lastDeployed(Prn.parse("prn:web:shop:main"))).contains(second);
    assertThat(runs.lastDeployed(Prn.parse("prn:web:shop:main:43"))).isEmpty();
    assertThat(runs.lastDeployed(Prn.parse("prn:web:shop"))).isEmpty();
  }

  @Test
  void a_run_that_failed_is_opened_again_for_its_next_execution() {
    create(run);
    var now = RunSamples.TIME.plusSeconds(9);
    var failed =
        runs.move(
            deploying(run),
            RunStatus.of(Phase.DEPLOY, State.FAILED),
            changes ->
                changes
                    .endedAt(now)
                    .startedAt(now)
                    .problems(List.of(Problem.of(ProblemCode.STACK_FAILED, "no", ""))),
            event(run, Event.RUN_FAILED, 9));

    var reopened = runs.reopen(failed, 4, event(run, Event.RUN_REOPENED, 10));

    assertThat(reopened.status()).isEqualTo(RunStatus.of(Phase.DEPLOY, State.REQUESTED));
    assertThat(reopened.generation()).isEqualTo(4);
    assertThat(reopened.startedAt()).isEqualTo(now);
    assertThat(reopened.endedAt()).isNull();
    assertThat(reopened.problems()).isEmpty();
    assertThat(runs.get(run.runId())).contains(reopened);
    assertThat(runs.unfinished(10, null).rows()).containsExactly(reopened);
    assertThatThrownBy(() -> runs.reopen(failed, 5, event(run, Event.RUN_REOPENED, 11)))
        .as("by somebody who has not seen it")
        .isInstanceOf(ConditionFailedException.class);
  }

  @Test
  void a_run_that_is_at_work_or_complete_is_not_opened_again() {
    var complete = deployed(run);
    assertThatThrownBy(() -> runs.reopen(complete, 2, event(run, Event.RUN_REOPENED, 10)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("run " + ID + " is DEPLOY_COMPLETE and cannot be opened again");
  }

  private RunRow deployed(RunRow row) {
    create(row);
    return move(deploying(row), Phase.DEPLOY, State.COMPLETE, 9);
  }

  private RunRow deploying(RunRow row) {
    var compiled = move(row, Phase.COMPILE, State.COMPLETE, 5);
    var requested = move(compiled, Phase.DEPLOY, State.REQUESTED, 6);
    return move(requested, Phase.DEPLOY, State.IN_PROGRESS, 7);
  }

  private RunRow move(RunRow row, Phase phase, State state, long seconds) {
    return runs.move(
        row, RunStatus.of(phase, state), changes -> {}, event(row, phase + "_" + state, seconds));
  }

  private void create(String id, String app, String build, long seconds) {
    create(run(id, app, build, seconds));
  }

  private void create(RunRow row) {
    assertThat(runs.create(row, event(row, Event.RUN_REQUESTED, 0))).isTrue();
  }

  private List<String> listed(String prn) {
    return runs.byPrn(Prn.parse(prn), 10, null).rows().stream()
        .map(row -> row.runId().text())
        .toList();
  }

  private void assertRefused(String digits, String message) {
    assertThatThrownBy(() -> runs.find(digits))
        .isInstanceOf(ProblemException.class)
        .hasMessage(message);
  }

  private static Coordinates at(String portfolio, String app, String build) {
    return new Coordinates("acme", portfolio, app, "main", build, null);
  }

  private static String id(int number) {
    return "0198f2c4-0000-7000-8000-%012d".formatted(number);
  }
}
