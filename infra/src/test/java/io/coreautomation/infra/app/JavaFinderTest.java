package io.coreautomation.infra.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.infra.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaFinderTest {
  @TempDir Path machine;

  @Test
  void the_java_that_was_named_is_taken_if_it_is_new_enough() throws Exception {
    Path named = jdk("named", "25.0.3");

    assertThat(find(Map.of("CORE_JAVA_HOME", named.toString())))
        .isEqualTo(named.resolve("bin/java") + "\n");
  }

  @Test
  void a_java_that_is_too_old_is_passed_over() throws Exception {
    Path old = jdk("old", "17.0.15");
    Path newer = jdk("newer", "26");

    assertThat(find(Map.of("CORE_JAVA_HOME", old.toString(), "JAVA_HOME", newer.toString())))
        .isEqualTo(newer.resolve("bin/java") + "\n");
  }

  private String find(Map<String, String> environment) throws IOException, InterruptedException {
    Needs.tool("sh");
    var builder =
        new ProcessBuilder(
                "sh",
                Path.of(System.getProperty("core.repository", ".."))
                    .resolve("bin/java-25")
                    .toString())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(key -> key.endsWith("JAVA_HOME"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(machine.resolve(name));
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
