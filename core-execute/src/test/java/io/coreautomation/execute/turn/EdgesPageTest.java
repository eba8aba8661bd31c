package io.coreautomation.execute.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever renames a test that docs/engine.md names has to say so there. */
class EdgesPageTest {
  private static final Path REPOSITORY = Path.of(System.getProperty("core.repository", ".."));
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test)#(\\w+)`");

  @Test
  void every_test_that_the_page_names_is_there() throws IOException {
    var named = new TreeSet<String>();
    NAMED
        .matcher(Files.readString(REPOSITORY.resolve("docs/engine.md")))
        .results()
        .forEach(m -> named.add(m.group(1) + "#" + m.group(2)));
    var missing = new TreeSet<>(named);
    try (var modules = Files.list(REPOSITORY)) {
      for (var module : modules.map(m -> m.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(module)) {
          remove(missing, module);
        }
      }
    }

    assertThat(named).hasSizeGreaterThan(30);
    assertThat(missing).isEmpty();
  }

  private static void remove(TreeSet<String> missing, Path module) throws IOException {
    try (var sources = Files.walk(module)) {
      for (var source : sources.filter(s -> s.toString().endsWith("Test.java")).toList()) {
        var subject = source.getFileName().toString().replace(".java", "#");
        if (missing.stream().anyMatch(test -> test.startsWith(subject))) {
          var text = Files.readString(source);
          missing.removeIf(
              test ->
                  test.startsWith(subject)
                      && text.contains(" " + test.substring(subject.length()) + "("));
        }
      }
    }
  }
}
