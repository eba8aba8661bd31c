package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.cli.platform.EmbeddedPlatforms;
import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans, made and carried out on the real embedded platform. */
class PlanOnTheTwinTest {
  @TempDir Path directory;
  private Cli cli = new Cli(Path.of("."), new EmbeddedPlatforms());

  @BeforeEach
  void openTheWorld() {
    cli = new Cli(directory, new EmbeddedPlatforms());
  }

  private void bring(String example) throws IOException {
    var from = Path.of(System.getProperty("core.repository"), "examples", example);
    try (var files = Files.walk(from)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var copy = directory.resolve(example).resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private void edit(String file, String before, String after) throws IOException {
    var path = directory.resolve(file);
    var text = Files.readString(path);
    assertThat(text).contains(before);
    Files.writeString(path, text.replace(before, after));
  }

  private static String digest(Cli.Outcome plan) {
    return plan.out()
        .lines()
        .filter(l -> l.startsWith("plan      "))
        .findFirst()
        .orElseThrow()
        .substring("plan      ".length());
  }

  @Test
  void a_landing_zone_is_planned_applied_and_then_there_is_nothing_to_change() throws IOException {
    bring("landing-zone");

    var first = cli.call("plan", "landing-zone", "--detailed-exit-code");
    assertThat(first.err()).isEmpty();
    assertThat(first.exit()).isEqualTo(6);
    assertThat(first.out()).contains("\n28 to create, 0 unchanged · ");
    assertThat(Json.parse(cli.call("world", "--output", "json").out()).get("stacks")).isEmpty();

    var again = cli.call("plan", "landing-zone");
    assertThat(again.exit()).isZero();
    assertThat(digest(again)).isEqualTo(digest(first));

    var applied = cli.call("apply", "landing-zone", "--plan", digest(first).substring(0, 19));
    assertThat(applied.err()).isEmpty();
    assertThat(applied.exit()).isZero();
    assertThat(applied.plainOut()).contains("28 of 28 complete · 28 created, 0 updated");

    var after = cli.call("plan", "landing-zone", "--detailed-exit-code");
    assertThat(after.out()).contains("\nno changes · 28 unchanged\n");
    assertThat(after.exit()).isZero();
  }
}
