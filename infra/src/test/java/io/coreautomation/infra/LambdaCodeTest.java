package io.coreautomation.infra;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaCodeTest {
  @TempDir Path repository;

  @Test
  void jars_that_were_not_built_are_all_named() throws IOException {
    jar(
        "core-execute",
        "io/coreautomation/execute/handler/ExecuteHandler.class",
        "io/coreautomation/execute/handler/ParkHandler.class");

    assertThatThrownBy(() -> LambdaCode.builtIn(repository))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "no single Lambda jar in the target folder of core-invoker, core-deployspec,"
                + " core-runner, core-codecommit, core-api. build first: mvn -q -DskipTests"
                + " package");
  }

  @Test
  void a_jar_without_its_handler_is_refused() throws IOException {
    for (Handler handler : List.of(Handler.values())) {
      jar(
          handler.module(),
          handler.handlerClass().replace('.', '/') + ".class",
          "io/coreautomation/execute/handler/ParkHandler.class");
    }

    assertThatThrownBy(() -> LambdaCode.builtIn(repository))
        .hasMessage(
            "the Lambda jar of core-execute has no"
                + " io.coreautomation.execute.handler.ExecuteHandler. Name the class as infra's"
                + " Handler does, or the other way round.");
  }

  private void jar(String module, String... entries) throws IOException {
    Path folder = Files.createDirectories(repository.resolve(module).resolve("target"));
    Path jar = folder.resolve(module + "-1-lambda.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry : List.of(entries).stream().distinct().toList()) {
        zip.putNextEntry(new ZipEntry(entry));
      }
    }
  }
}
