package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.command.ActionEnd;
import io.coreautomation.db.command.Verb;
import io.coreautomation.execute.operate.Wish;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettleVerbTest {
  @TempDir Path directory;

  @Test
  void what_became_of_an_action_is_told_by_a_person() {
    var platform = OperatedRuns.asked(Verb.SETTLE, OperatedRuns.COMPLETE);
    new Cli(directory, platform).call("settle", "7c41d09e", "--action", "mail", "--as", "complete");

    assertThat(platform.calls)
        .startsWith(
            "ask "
                + new Wish(Views.RUN, Verb.SETTLE, "mail", ActionEnd.COMPLETE, null, "local:ada"));
  }
}
