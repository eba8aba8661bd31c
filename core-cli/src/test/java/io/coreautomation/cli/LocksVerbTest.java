package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocksVerbTest {
  @TempDir Path directory;

  @Test
  void locks_are_listed_with_who_holds_them_and_who_stands_in_line() {
    var platform = OperatedRuns.locked();
    assertThat(new Cli(directory, platform).call("locks").out())
        .isEqualTo(
            """
            world: twin (.core)
            LOCK      RUN       OF       WHO        SINCE                 IN LINE
            name/dns  7c41d09e  prn:web  local:ada  2026-01-01T10:00:00Z  7c41d09f
            """);
    assertThat(Json.parse(new Cli(directory, platform).call("locks", "--output", "json").out()))
        .isEqualTo(
            Json.parse(
                """
                {"locks":[{"name":"name/dns","run":"0198f2c4-aaaa-7bbb-8ccc-dddd7c41d09e",
                 "prn":"prn:web","principal":"local:ada","since":"2026-01-01T10:00:00Z",
                 "waiting":["0198f2c4-aaaa-7bbb-8ccc-dddd7c41d09f"]}]}
                """));
  }
}
