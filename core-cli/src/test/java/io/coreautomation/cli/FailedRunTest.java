package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.cli.platform.EmbeddedPlatforms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told when AWS refuses a part of what they asked for. */
class FailedRunTest {
  private static final String RUNTIME =
      "Function (AWS::Lambda::Function) CREATE_FAILED: Resource handler returned message: \"The"
          + " runtime parameter of nodejs12.x is no longer supported";

  @TempDir Path folder;

  @BeforeEach
  void writeAPackage() throws IOException {
    Packages.writeFailing(folder.resolve("shop"));
  }

  @Test
  void the_first_resource_that_failed_its_place_and_its_action_are_told() throws IOException {
    var cli = new Cli(folder, new EmbeddedPlatforms());

    var run = cli.call("run", "shop");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("✗ function  210000000021 sandbox  eu-west-1  failed")
        .contains(RUNTIME)
        .contains("function.yaml:5")
        .contains("deployspec.yaml:4")
        .contains("✓ queue     210000000021 sandbox  eu-west-1  created")
        .contains("waits for function")
        .contains("1 failed, 1 complete, 1 not started (waits for function) · exit 1");
    assertThat(run.err()).isEmpty();
    var report =
        run.out().lines().filter(line -> line.startsWith("report")).findFirst().orElseThrow();
    assertThat(folder.resolve(report.substring("report    ".length())))
        .content()
        .contains(RUNTIME)
        .contains("function.yaml:5")
        .contains("deployspec.yaml:4");
  }

  @Test
  void a_package_that_was_mended_goes_on_where_it_had_failed() throws IOException {
    var cli = new Cli(folder, new EmbeddedPlatforms());
    assertThat(cli.call("run", "shop").exit()).isEqualTo(1);
    var template = folder.resolve("shop/function.yaml");
    Files.writeString(template, Files.readString(template).replace("nodejs12.x", "nodejs24.x"));

    var again = cli.call("run", "shop");

    assertThat(again.exit()).as(again.out()).isZero();
    assertThat(again.out()).contains("3 of 3 complete · 2 created, 0 updated, 1 unchanged");
  }

  @Test
  void a_missing_export_is_told_although_no_resource_failed() throws IOException {
    Files.writeString(
        folder.resolve("shop/queue.yaml"),
        """
        Resources:
          Parameter: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !ImportValue vpc}}
        """);

    var run = new Cli(folder, new EmbeddedPlatforms()).call("run", "shop");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("the stack 'queue' is ROLLBACK_COMPLETE: No export named vpc found");
  }
}
