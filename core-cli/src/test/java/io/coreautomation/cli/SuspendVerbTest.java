package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.command.Verb;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuspendVerbTest {
  @TempDir Path directory;

  @Test
  void a_suspended_run_tells_how_it_goes_on() {
    var outcome =
        new Cli(
                directory,
                OperatedRuns.asked(Verb.SUSPEND, OperatedRuns.GOING, OperatedRuns.SUSPENDED))
            .call("suspend", "7c41d09e");

    assertThat(outcome.plainOut())
        .endsWith(
            """
            suspended: 1 complete, 1 not started · exit 0

            go on     core resume SHORT
            again     core show SHORT
            """);
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void a_run_that_is_suspended_under_its_own_process_ends_its_call_without_an_end() {
    var platform = new ScriptedPlatform(OperatedRuns.GOING, OperatedRuns.SUSPENDED);
    var outcome = new Cli(directory, platform).withShop().call("run", "shop");
    assertThat(outcome.out()).contains("suspended: 1 complete, 1 not started · exit 5\n");
    assertThat(outcome.exit()).isEqualTo(5);
  }

  @Test
  void a_suspended_run_of_the_same_coordinates_is_not_passed_over() {
    var platform = new ScriptedPlatform(OperatedRuns.SUSPENDED);
    platform.unfinished.add(OperatedRuns.row("DEPLOY_SUSPENDED"));
    var outcome = new Cli(directory, platform).withShop().call("run", "shop");
    assertThat(outcome.err())
        .isEqualTo(
            "run 7c41d09e of the same coordinates is suspended. Let it go on, or call it off:"
                + " core resume 7c41d09e, core cancel 7c41d09e.\n");
    assertThat(outcome.exit()).isEqualTo(3);
  }
}
