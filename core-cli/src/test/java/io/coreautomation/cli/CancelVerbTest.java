package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.command.Verb;
import io.coreautomation.execute.operate.Answer;
import io.coreautomation.execute.operate.Wish;
import io.coreautomation.framework.json.Json;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelVerbTest {
  @TempDir Path directory;

  @Test
  void
      a_run_that_another_process_carries_out_is_cancelled_there_and_followed_until_it_is_settled() {
    var platform = OperatedRuns.asked(Verb.CANCEL, OperatedRuns.GOING, OperatedRuns.CANCELLED);
    platform.holder = Optional.of(OperatedRuns.HOLDER);
    platform.outcome = Optional.of("cancelling 1 action, 1 not started");
    var outcome =
        new Cli(directory, platform).call("cancel", "7c41d09e", "--reason", "wrong account");

    assertThat(outcome.err())
        .isEqualTo(
            """
            asked to cancel run 7c41d09e
            run 7c41d09e is carried out by process 1234 (run deploy 7c41d09e of prn:web:shop:main:42 since 12:01)
            cancelling 1 action, 1 not started
            """);
    assertThat(outcome.plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            run       RUN  web/shop/main/42 deploy

              ✓ network  210000000011 shop-dev  eu-west-1  created     TIME (simulated)
              - data     210000000011 shop-dev  eu-west-1  cancelled
              · app      210000000011 shop-dev  eu-west-1  waits for data
            cancelled: 1 cancelled, 1 complete, 1 not started · exit 0

              network  210000000011 shop-dev  eu-west-1
                VpcId  vpc-1

            outputs   core outputs SHORT
            report    .core/report.md
            again     core show SHORT
            """);
    assertThat(outcome.exit()).as("what was asked is so").isZero();
    assertThat(platform.calls)
        .containsExactly(
            "ask " + new Wish(Views.RUN, Verb.CANCEL, null, null, "wrong account", "local:ada"),
            "watch");
  }

  @Test
  void a_run_that_nobody_carries_out_is_carried_out_until_it_has_done_what_was_asked() {
    var platform = OperatedRuns.asked(Verb.CANCEL, OperatedRuns.GOING, OperatedRuns.CANCELLED);
    var outcome = new Cli(directory, platform).call("cancel", "7c41d09e");

    assertThat(outcome.exit()).isZero();
    assertThat(platform.calls.subList(1, platform.calls.size()))
        .containsExactly("resume 7c41d09e", "follow", "close");
  }

  @Test
  void who_does_not_want_to_wait_is_told_who_sees_to_it() {
    var platform = OperatedRuns.asked(Verb.CANCEL, OperatedRuns.GOING);
    platform.holder = Optional.of(OperatedRuns.HOLDER);
    assertThat(new Cli(directory, platform).call("cancel", "7c41d09e", "--no-wait").err())
        .isEqualTo(
            """
            asked to cancel run 7c41d09e
            the run sees to it in process 1234 (run deploy 7c41d09e of prn:web:shop:main:42 since 12:01)
            """);

    platform.holder = Optional.empty();
    assertThat(
            new Cli(directory, platform)
                .call("cancel", "7c41d09e", "--no-wait", "--home", "elsewhere")
                .err())
        .isEqualTo(
            """
            asked to cancel run 7c41d09e
            the run sees to it when it goes on: core resume 7c41d09e --home elsewhere
            """);
    assertThat(platform.calls).noneMatch(call -> call.matches("watch|follow|resume.*"));
  }

  @Test
  void what_is_so_already_is_shown_and_is_no_error() {
    var platform = new ScriptedPlatform(OperatedRuns.CANCELLED);
    platform.unfinished.add(OperatedRuns.row("DEPLOY_CANCELLED"));
    platform.answer = new Answer(null, "run 7c41d09e is at its end: DEPLOY_CANCELLED");
    var outcome = new Cli(directory, platform).call("cancel", "7c41d09e", "--output", "json");

    assertThat(outcome.err())
        .isEqualTo("world: twin (.core)\nrun 7c41d09e is at its end: DEPLOY_CANCELLED\n");
    assertThat(outcome.exit()).isZero();
    assertThat(Json.parse(outcome.out()).path("run").path("status").asText())
        .isEqualTo("DEPLOY_CANCELLED");
  }
}
