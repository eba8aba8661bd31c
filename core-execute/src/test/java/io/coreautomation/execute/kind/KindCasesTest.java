package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A kind that is forgotten somewhere fails here. */
class KindCasesTest {
  @Test
  void every_shipped_kind_has_a_case() {
    var covered =
        KindCases.all().map(c -> c.handler().describe().name()).collect(Collectors.toSet());

    assertThat(covered)
        .containsExactlyInAnyOrderElementsOf(
            KindCases.kinds().map(h -> h.describe().name()).toList());
  }

  @Test
  void every_kind_that_is_written_is_shipped() throws IOException, URISyntaxException {
    var classes = Path.of(Kinds.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var files = Files.walk(classes.resolve("io/coreautomation/execute/kind"))) {
      var written =
          files
              .filter(file -> file.toString().endsWith(".class"))
              .map(file -> classes.relativize(file).toString())
              .map(name -> name.substring(0, name.length() - ".class".length()))
              .map(name -> name.replace(File.separatorChar, '.'))
              .map(KindCasesTest::named)
              .filter(ActionHandler.class::isAssignableFrom)
              .filter(type -> !Modifier.isAbstract(type.getModifiers()))
              // Others need something to be made from, and are one for each.
              .filter(type -> type.getConstructors().length > 0)
              .toList();

      assertThat(written)
          .containsExactlyInAnyOrderElementsOf(KindCases.kinds().map(Object::getClass).toList());
    }
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
