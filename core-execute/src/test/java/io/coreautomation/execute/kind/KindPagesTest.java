package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.shape.Field;
import io.coreautomation.framework.shape.JsonSchema;
import io.coreautomation.framework.shape.Shapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The page of the kinds and the schemas of their params are written from the kinds themselves;
 * {@code -Dcore.update=true}.
 */
class KindPagesTest {
  private static final Path DOCS =
      Path.of(System.getProperty("core.repository", "..")).resolve("docs");

  @Test
  void the_page_and_the_schemas_are_those_of_the_shipped_kinds() throws IOException {
    var files = new TreeMap<Path, String>();
    files.put(DOCS.resolve("reference/kinds.md"), page());
    for (var kind : Kinds.shipped().all()) {
      var description = kind.describe();
      var name = description.name().replace("::", "-").toLowerCase(java.util.Locale.ROOT);
      files.put(
          DOCS.resolve("schemas/params/" + name + ".schema.json"),
          Json.pretty(
                  JsonSchema.document(
                      "urn:core-automation:params:" + name, Shapes.of(description.params())))
              + "\n");
    }
    if (Boolean.getBoolean("core.update")) {
      for (var file : files.entrySet()) {
        Files.createDirectories(file.getKey().getParent());
        Files.writeString(file.getKey(), file.getValue());
      }
    }
    for (Map.Entry<Path, String> file : files.entrySet()) {
      assertThat(Files.readString(file.getKey()))
          .as(file.getKey() + ": run with -Dcore.update=true to write it anew")
          .isEqualTo(file.getValue());
    }
  }

  private static String page() {
    var page = new StringBuilder("# Kinds of action\n\n");
    page.append("Generated from the kinds. `core kinds KIND` shows the same.\n");
    for (var kind : Kinds.shipped().all()) {
      var about = kind.describe();
      page.append("\n## ").append(about.name()).append("\n\n").append(about.doc()).append("\n\n");
      if (!Shapes.of(about.params()).fields().isEmpty()) {
        page.append("| param | type | required | |\n|---|---|---|---|\n");
        Shapes.of(about.params()).fields().forEach(f -> page.append(row(f)));
        page.append('\n');
      }
      if (!about.outputs().isEmpty()) {
        page.append("| output | |\n|---|---|\n");
        about.outputs().forEach((name, words) -> page.append(row(name, words)));
        page.append('\n');
      }
      page.append("- acts on an account and region: ").append(place(about)).append('\n');
      page.append("- `wait: false`: ")
          .append(about.attended() ? "refused, as it may begin after its start" : "possible")
          .append('\n');
      page.append("- after a crash: ").append(repeatability(about.repeatability())).append('\n');
      if (!about.inverse().isEmpty()) {
        page.append("- a teardown turns it into: ").append(about.inverse()).append('\n');
      }
      page.append("- a rollback: ")
          .append(
              about.compensation().isEmpty()
                  ? "what it did cannot be taken back"
                  : about.compensation())
          .append('\n');
      if (!about.allPermissions().isEmpty()) {
        page.append("- permissions: `")
            .append(String.join("`, `", about.allPermissions()))
            .append("`\n");
      }
      page.append("\n```yaml\nkind: ").append(about.name()).append('\n');
      if (!about.example().isEmpty()) {
        page.append("params:\n").append(about.example().indent(2));
      }
      page.append("```\n");
    }
    return page.toString();
  }

  private static String row(String output, String words) {
    return "| `" + output + "` | " + words + " |\n";
  }

  private static String row(Field field) {
    return "| `"
        + field.name()
        + "` | "
        + field.shape().describe()
        + " | "
        + (field.required() ? "yes" : "")
        + " | "
        + field.doc()
        + " |\n";
  }

  private static String place(KindDescription<?> about) {
    if (about.global()) {
      return "yes; in one region, as what it acts on is there once in an account";
    }
    return about.targeted() ? "yes" : "no";
  }

  private static String repeatability(Repeatability repeatability) {
    return switch (repeatability) {
      case Repeatability.Harmless _ -> "it is done again";
      case Repeatability.ByToken _ -> "it is done again under the same token";
      case Repeatability.Findable(String by) -> "its work is found again by " + by;
      case Repeatability.Unrepeatable _ -> "a person settles it";
    };
  }
}
