package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnlockVerbTest {
  @TempDir Path directory;

  @Test
  void locks_are_taken_from_a_run_only_if_somebody_says_yes() {
    var platform = OperatedRuns.locked();
    var refused = new Cli(directory, platform).call("unlock", "--run", "7c41d09e");
    assertThat(refused.err())
        .isEqualTo(
            "run 7c41d09e keeps its locks: nobody said yes. Add --yes if nobody can be asked.\n");
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(
            new Cli(directory, platform, new Answering("no"))
                .call("unlock", "--run", "7c41d09e")
                .exit())
        .isEqualTo(3);
    assertThat(platform.calls).isEmpty();

    var taken =
        new Cli(directory, platform, new Answering("yes"))
            .call("unlock", "--run", "7c41d09e", "--reason", "dead");
    assertThat(taken.out())
        .isEqualTo(
            """
            world: twin (.core)
            released  name/dns
            """);
    assertThat(
            new Cli(directory, platform)
                .call("unlock", "--run", "7c41d09e", "--yes", "--force")
                .exit())
        .isZero();
    assertThat(platform.calls)
        .containsExactly(
            "unlock 7c41d09e force false dead by local:ada",
            "unlock 7c41d09e force true null by local:ada");
  }
}
