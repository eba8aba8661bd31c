package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.command.Verb;
import io.coreautomation.execute.operate.Wish;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeVerbTest {
  @TempDir Path directory;

  @Test
  void resume_asks_for_a_suspended_run_and_just_carries_on_one_that_was_interrupted() {
    var suspended = OperatedRuns.asked(Verb.RESUME, OperatedRuns.COMPLETE);
    suspended.unfinished.set(0, OperatedRuns.row("DEPLOY_SUSPENDED"));
    assertThat(new Cli(directory, suspended).call("resume", "--reason", "all clear").exit())
        .isZero();
    assertThat(suspended.calls)
        .containsExactly(
            "ask " + new Wish(Views.RUN, Verb.RESUME, null, null, "all clear", "local:ada"),
            "resume 7c41d09e",
            "follow",
            "close");

    var interrupted = OperatedRuns.asked(Verb.RESUME, OperatedRuns.COMPLETE);
    assertThat(new Cli(directory, interrupted).call("resume", "7c41d09e").exit()).isZero();
    assertThat(interrupted.calls).containsExactly("resume 7c41d09e", "follow", "close");
  }
}
