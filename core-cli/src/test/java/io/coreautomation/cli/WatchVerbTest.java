package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.command.Verb;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchVerbTest {
  @TempDir Path directory;

  @Test
  void watching_changes_nothing_and_detaches_when_it_is_interrupted() {
    var platform = OperatedRuns.asked(Verb.CANCEL, OperatedRuns.GOING).interrupting();
    platform.holder = Optional.of(OperatedRuns.HOLDER);
    var outcome = new Cli(directory, platform).call("watch", "7c41d09e", "--home", "elsewhere");

    assertThat(outcome.err())
        .isEqualTo(
            "detached: run 7c41d09e goes on."
                + " Look at it again with: core watch 7c41d09e --home elsewhere\n");
    assertThat(outcome.exit()).isEqualTo(130);
    assertThat(platform.calls).containsExactly("watch");
  }

  @Test
  void watching_what_nobody_works_on_says_so() {
    var platform = OperatedRuns.asked(Verb.CANCEL, OperatedRuns.GOING);
    var outcome = new Cli(directory, platform).call("watch", "7c41d09e");

    assertThat(outcome.err()).isEqualTo("nobody works on run 7c41d09e: core resume 7c41d09e\n");
    assertThat(outcome.exit()).isEqualTo(5);
  }
}
