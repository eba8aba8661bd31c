package io.coreautomation.infra;

import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import software.amazon.awscdk.services.lambda.Code;

/** Where a function's code comes from. */
@FunctionalInterface
public interface LambdaCode {
  /** The code of a module's Lambda zip. */
  Code of(String module);

  /**
   * The zips that the modules built.
   *
   * @throws ProblemException if one was not built or does not hold its handler, naming all of them
   */
  static LambdaCode builtIn(Path repository) {
    var problems = new Problems();
    List<String> missing =
        Arrays.stream(Handler.values())
            .map(Handler::module)
            .distinct()
            .filter(module -> zips(repository, module).size() != 1)
            .toList();
    if (!missing.isEmpty()) {
      problems.add(
          Problem.of(
              ProblemCode.NOT_FOUND,
              "no single Lambda zip in the target folder of " + String.join(", ", missing),
              "build first: mvn -q -DskipTests package"));
    }
    for (Handler handler : Handler.values()) {
      if (!missing.contains(handler.module())
          && !holds(zips(repository, handler.module()).getFirst(), handler.handlerClass())) {
        problems.add(
            Problem.of(
                ProblemCode.NOT_FOUND,
                "the Lambda zip of " + handler.module() + " has no " + handler.handlerClass(),
                "Name the class as infra's Handler does, or the other way round."));
      }
    }
    problems.throwIfAny();
    return module -> Code.fromAsset(zips(repository, module).getFirst().toString());
  }

  private static boolean holds(Path zip, String handlerClass) {
    try (var file = new ZipFile(zip.toFile())) {
      return file.getEntry(handlerClass.replace('.', '/') + ".class") != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> zips(Path repository, String module) {
    Path folder = repository.resolve(module).resolve("target");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().endsWith("-lambda.zip")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
