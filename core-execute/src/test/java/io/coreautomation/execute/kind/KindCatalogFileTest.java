package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Compilers know the kinds by a file in core-framework, as they do not depend on the engine. It is
 * generated here: {@code mvn test -pl core-execute -am -Dcore.update=true} writes it anew.
 */
class KindCatalogFileTest {
  private static final Path FILE =
      Path.of(
          System.getProperty("core.repository", ".."),
          "core-framework/src/main/resources/io/coreautomation/framework/action/kinds.json");

  @Test
  void the_catalog_that_compilers_read_is_that_of_the_shipped_kinds() throws IOException {
    var shipped = Json.pretty(Kinds.shipped().catalog()) + "\n";
    if (Boolean.getBoolean("core.update")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, shipped);
    }

    assertThat(Files.readString(FILE))
        .as("run with -Dcore.update=true to write it anew")
        .isEqualTo(shipped);
  }

  @Test
  void the_catalog_survives_its_file() {
    var catalog = Kinds.shipped().catalog();

    // Not what is shipped: that is the file of the build before, where it is just written anew.
    assertThat(Json.as(Json.tree(catalog), KindCatalog.class)).isEqualTo(catalog);
  }
}
