package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.command.Verb;
import io.coreautomation.execute.operate.Wish;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryVerbTest {
  @TempDir Path directory;

  @Test
  void a_run_or_one_of_its_actions_is_tried_again() {
    var platform = OperatedRuns.asked(Verb.RETRY, OperatedRuns.COMPLETE);
    new Cli(directory, platform).call("retry", "7c41d09e");
    new Cli(directory, platform).call("retry", "7c41d09e", "--failed");
    new Cli(directory, platform).call("retry", "7c41d09e", "--action", "dns");

    var whole = new Wish(Views.RUN, Verb.RETRY, null, null, null, "local:ada");
    assertThat(platform.calls)
        .filteredOn(call -> call.startsWith("ask"))
        .containsExactly(
            "ask " + whole,
            "ask " + whole,
            "ask " + new Wish(Views.RUN, Verb.RETRY, "dns", null, null, "local:ada"));
  }
}
