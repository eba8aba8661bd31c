package io.coreautomation.db.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.task.TaskVerb;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunStatusTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REQUESTED   | IN_PROGRESS SUSPENDED STALLED COMPLETE FAILED CANCELLED
          IN_PROGRESS | SUSPENDED STALLED COMPLETE FAILED CANCELLED
          SUSPENDED   | IN_PROGRESS STALLED FAILED CANCELLED
          STALLED     | IN_PROGRESS SUSPENDED COMPLETE FAILED CANCELLED
          COMPLETE    | ''
          FAILED      | ''
          CANCELLED   | ''
          """)
  void within_its_phase_a_run_moves_so(RunStatus.State from, String to) {
    for (var phase : Phase.values()) {
      var reached =
          RunStatus.all().stream()
              .filter(next -> next.phase() == phase)
              .filter(RunStatus.of(phase, from)::canMoveTo)
              .map(next -> next.state().name())
              .collect(Collectors.joining(" "));
      assertThat(reached).as(phase.name()).isEqualTo(to);
    }
  }

  @Test
  void only_what_is_compiled_goes_on_to_another_phase_and_is_requested_there() {
    var moves =
        RunStatus.all().stream()
            .flatMap(
                from ->
                    RunStatus.all().stream()
                        .filter(to -> from.phase() != to.phase() && from.canMoveTo(to))
                        .map(to -> from + " > " + to))
            .toList();
    assertThat(moves)
        .containsExactly(
            "COMPILE_COMPLETE > PLAN_REQUESTED",
            "COMPILE_COMPLETE > APPLY_REQUESTED",
            "COMPILE_COMPLETE > DEPLOY_REQUESTED",
            "COMPILE_COMPLETE > RELEASE_REQUESTED",
            "COMPILE_COMPLETE > TEARDOWN_REQUESTED");
  }

  @ParameterizedTest
  @MethodSource("io.coreautomation.db.run.RunStatus#all")
  void a_status_is_terminal_if_no_move_leads_on(RunStatus status) {
    assertThat(status.isTerminal())
        .isEqualTo(RunStatus.all().stream().noneMatch(status::canMoveTo));
  }

  @ParameterizedTest
  @MethodSource("io.coreautomation.db.run.RunStatus#all")
  void only_what_failed_or_was_cancelled_after_it_was_compiled_is_opened_again(RunStatus status) {
    assertThat(status.canReopen())
        .isEqualTo(status.toString().matches("(?!COMPILE).*_(FAILED|CANCELLED)"));
  }

  @ParameterizedTest
  @MethodSource("io.coreautomation.db.run.RunStatus#all")
  void a_status_reads_back_from_its_text(RunStatus status) {
    assertThat(RunStatus.parse(status.toString())).isEqualTo(status);
    assertThat(Json.tree(status).textValue()).isEqualTo(status.phase() + "_" + status.state());
  }

  @Test
  void what_is_no_status_is_refused() {
    assertThatThrownBy(() -> RunStatus.parse("INIT"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'INIT' is no status of a run");
    assertThatThrownBy(() -> RunStatus.parse("DEPLOY_DONE"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "PACKAGE, COMPILE",
    "UPLOAD, COMPILE",
    "COMPILE, COMPILE",
    "PLAN, PLAN",
    "APPLY, APPLY",
    "DEPLOY, DEPLOY",
    "RELEASE, RELEASE",
    "TEARDOWN, TEARDOWN"
  })
  void a_task_is_carried_out_in_its_phase(TaskVerb task, Phase phase) {
    assertThat(Phase.of(task)).isEqualTo(phase);
  }
}
