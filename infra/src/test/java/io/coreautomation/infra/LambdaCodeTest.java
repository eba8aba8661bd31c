package io.coreautomation.infra;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaCodeTest {
  @TempDir Path repository;

  @Test
  void jars_that_were_not_built_are_all_named() throws IOException {
    zipWithout(null, "core-execute");

    assertThatThrownBy(() -> LambdaCode.builtIn(repository))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "no single Lambda zip in the target folder of core-invoker, core-deployspec,"
                + " core-runner, core-codecommit, core-api. build first: mvn -q -DskipTests"
                + " package");
  }

  @Test
  void a_zip_without_its_handler_is_refused() throws IOException {
    for (var handler : Handler.values()) {
      zipWithout(Handler.EXECUTE, handler.module());
    }

    assertThatThrownBy(() -> LambdaCode.builtIn(repository))
        .hasMessage(
            "the Lambda zip of core-execute has no"
                + " io.coreautomation.execute.handler.ExecuteHandler. Name the class as infra's"
                + " Handler does, or the other way round.");
  }

  /** A module's zip with the handlers that it should have, but for one. */
  private void zipWithout(@Nullable Handler missing, String module) throws IOException {
    var folder = Files.createDirectories(repository.resolve(module).resolve("target"));
    var jar = folder.resolve(module + "-1-lambda.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (var handler : Handler.values()) {
        if (handler != missing && handler.module().equals(module)) {
          zip.putNextEntry(new ZipEntry(handler.handlerClass().replace('.', '/') + ".class"));
        }
      }
    }
  }
}
