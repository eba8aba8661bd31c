package io.coreautomation.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.cli.Packages;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a process ends that cannot do what it was asked for. */
class FailedRunIT {
  @TempDir Path folder;

  @Test
  void what_aws_refuses_is_told_without_a_stack_trace() throws IOException {
    Packages.writeFailing(folder.resolve("shop"));

    var run = new CoreProcess(folder).call("run", "shop");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("✗ function  210000000021 sandbox  eu-west-1  failed")
        .contains("1 failed, 1 complete, 1 not started (waits for function) · exit 1");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void what_is_wrong_with_a_call_is_told_without_a_stack_trace() {
    var run = new CoreProcess(folder).call("run", "nowhere");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "there is no folder 'nowhere'. Name the folder of a package, such as"
                + " examples/hello.\n");
  }
}
