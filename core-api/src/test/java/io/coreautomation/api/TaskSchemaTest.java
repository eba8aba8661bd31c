package io.coreautomation.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TaskSchemaTest {
  private static final Path FILE =
      Path.of(System.getProperty("core.repository"), "docs", "schemas", "task.schema.json");

  /** Run with {@code -Dschemas=write} to write what it should be. */
  @Test
  void the_schema_in_the_docs_is_the_one_that_is_served() throws IOException {
    var served = Json.parse(new Platform().get(CoreApi.TASK_SCHEMA).body());
    var wanted = Json.pretty(served) + "\n";
    if ("write".equals(System.getProperty("schemas"))) {
      Files.writeString(FILE, wanted);
    }
    assertThat(FILE).content().isEqualTo(wanted);
  }
}
