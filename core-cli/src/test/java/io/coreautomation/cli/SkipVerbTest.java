package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.command.Verb;
import io.coreautomation.execute.operate.Wish;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkipVerbTest {
  @TempDir Path directory;

  @Test
  void an_action_is_left_out() {
    var platform = OperatedRuns.asked(Verb.SKIP, OperatedRuns.COMPLETE);
    new Cli(directory, platform).call("skip", "7c41d09e", "--action", "dns");

    assertThat(platform.calls)
        .startsWith("ask " + new Wish(Views.RUN, Verb.SKIP, "dns", null, null, "local:ada"));
  }
}
