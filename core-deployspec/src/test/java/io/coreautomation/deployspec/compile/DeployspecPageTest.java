package io.coreautomation.deployspec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.deployspec.spec.WrittenSpec;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.rendering.ConditionExpression;
import io.coreautomation.framework.shape.Field;
import io.coreautomation.framework.shape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Compiles what {@code docs/deployspec.md} and the pages about kinds show, and decides its
 * conditions.
 */
class DeployspecPageTest {
  private static final Path DOCS = Path.of(System.getProperty("core.repository", ".."), "docs");
  private static final Path PAGE = DOCS.resolve("deployspec.md");
  private static final Path IMAGES = DOCS.resolve("images.md");
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern DECIDED =
      Pattern.compile("^\\| `(.+)` \\| (true|false) \\|$", Pattern.MULTILINE);

  private static List<MatchResult> found(Pattern pattern, Path page) throws IOException {
    return pattern.matcher(Files.readString(page)).results().toList();
  }

  @Test
  void every_example_compiles() throws IOException {
    var examples = new ArrayList<>(found(EXAMPLE, PAGE));
    assertThat(examples).hasSizeGreaterThan(5);
    examples.addAll(found(EXAMPLE, IMAGES));
    for (var example : examples) {
      var given =
          Given.deployspec(example.group(1))
              .file("topic.yaml", "Parameters: {TopicArn: {Type: String}}\nResources: {}\n");
      var compiled =
          new Compiler(KindCatalog.shipped()).compile(given.files(), given.facts(), given.task());

      assertThat(compiled.notes()).as(example.group(1)).isEmpty();
      assertThat(compiled.list().actions()).as(example.group(1)).isNotEmpty();
    }
  }

  @Test
  void every_condition_is_decided_as_the_page_says() throws IOException {
    var decided = found(DECIDED, PAGE);
    assertThat(decided).hasSizeGreaterThan(10);
    for (var row : decided) {
      var condition = row.group(1).replace("\\|", "|");
      assertThat(ConditionExpression.parse(condition).holds(Map.of()))
          .as(condition)
          .isEqualTo(Boolean.valueOf(row.group(2)));
    }
  }

  @Test
  void every_field_is_on_the_page() throws IOException {
    var page = Files.readString(PAGE);
    var document = WrittenSpec.shape();
    var actions = (Shape.ListOf) document.named("actions").map(Field::shape).orElseThrow();

    assertThat(document.fields()).allMatch(field -> page.contains("`" + field.name() + "`"));
    assertThat(((Shape.Fields) actions.items()).fields())
        .hasSizeGreaterThan(15)
        .allSatisfy(
            field -> assertThat(page).containsPattern("\\| (`\\w+`, )?`" + field.name() + "`"));
  }
}
