package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.command.Verb;
import io.coreautomation.execute.operate.Wish;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackVerbTest {
  @TempDir Path directory;

  @Test
  void what_a_run_has_changed_is_taken_back_only_if_somebody_says_yes() {
    var platform = OperatedRuns.asked(Verb.ROLLBACK, OperatedRuns.CANCELLED);
    var refused = new Cli(directory, platform).call("rollback", "7c41d09e");
    assertThat(refused.err())
        .isEqualTo(
            "what run 7c41d09e has changed stays: nobody said yes. Add --yes if nobody can be"
                + " asked.\n");
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(
            new Cli(directory, platform, new Answering("no")).call("rollback", "7c41d09e").exit())
        .isEqualTo(3);
    assertThat(platform.calls).isEmpty();

    assertThat(
            new Cli(directory, platform, new Answering("yes"))
                .call("rollback", "7c41d09e", "--reason", "off")
                .exit())
        .isZero();
    assertThat(new Cli(directory, platform).call("rollback", "7c41d09e", "--yes").exit()).isZero();
    assertThat(platform.calls)
        .startsWith("ask " + Wish.of(Views.RUN, Verb.ROLLBACK, "off", "local:ada"));
  }

  @Test
  void a_rollback_that_could_not_take_back_all_is_asked_about_before_the_run() {
    var no = new Answering("no");
    var platform = new ScriptedPlatform(OperatedRuns.COMPLETE).irreversible();

    var refused =
        new Cli(directory, platform).withShop().call("run", "shop", "--on-failure", "rollback");
    assertThat(refused.err())
        .isEqualTo(
            "after a failure, not all could be taken back: 'old' is of the kind AWS::DeleteStack."
                + " Accept that: --yes, or options.partialRollback of the task. Or choose another"
                + " onFailure.\n");
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(new Cli(directory, platform, no).withShop().call("run", "shop").exit()).isEqualTo(3);
    assertThat(no.questions)
        .containsExactly(
            "after a failure, not all could be taken back: 'old' is of the kind AWS::DeleteStack."
                + " Go on all the same? Type yes to do so:");
    assertThat(platform.submitted).isEmpty();

    assertThat(
            new Cli(directory, platform, new Answering("yes"))
                .withShop()
                .call("run", "shop")
                .exit())
        .isZero();
    assertThat(new Cli(directory, platform).withShop().call("run", "shop", "--yes").exit())
        .isZero();
    assertThat(platform.submitted).hasSize(2).allMatch(task -> task.options().partialRollback());
  }
}
