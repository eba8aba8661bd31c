package io.coreautomation.deployspec.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.shape.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The schema that editors use is written from the record that the compiler reads; {@code
 * -Dcore.update=true}.
 */
class DeployspecSchemaTest {
  private static final Path FILE =
      Path.of(System.getProperty("core.repository", ".."))
          .resolve("docs/schemas/deployspec.schema.json");

  @Test
  void the_published_schema_is_that_of_what_is_read() throws IOException {
    var schema =
        Json.pretty(JsonSchema.document("urn:core-automation:deployspec", WrittenSpec.shape()))
            + "\n";
    if (Boolean.getBoolean("core.update")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, schema);
    }

    assertThat(Files.readString(FILE))
        .as("run with -Dcore.update=true to write it anew")
        .isEqualTo(schema);
  }
}
