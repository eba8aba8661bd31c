package io.coreautomation.framework.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that only some machines have. A test that needs it is skipped without it, and says so;
 * with {@code CORE_CI=true} it fails instead.
 */
public final class NeededTool {
  private NeededTool() {}

  /** Where the program is; ends the test that asks if it is nowhere. */
  public static Path require(String program) {
    return present(find(program), program);
  }

  /** Where a Python is that has these modules; ends the test that asks if there is none. */
  public static Path requirePython(String... modules) {
    var wanted = "import " + String.join(", ", modules);
    return present(
        find("python3").filter(python -> runs(python, wanted)),
        "a Python that can '" + wanted + "'");
  }

  private static boolean runs(Path python, String code) {
    try {
      return new ProcessBuilder(python.toString(), "-c", code)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Where a file of the repository is that no clone brings with it; ends the test that asks if it
   * was not made.
   *
   * @param command what makes it
   */
  public static Path requireFile(String file, String command) {
    var found = Optional.of(Path.of(System.getProperty("core.repository"), file));
    return present(found.filter(Files::exists), file + ", which '" + command + "' makes");
  }

  private static Path present(Optional<Path> found, String what) {
    if (found.isEmpty() && "true".equals(System.getenv("CORE_CI"))) {
      throw new AssertionError("needs " + what + ", and CORE_CI=true allows no skipping");
    }
    Assumptions.assumeTrue(found.isPresent(), "skipped: needs " + what);
    return found.orElseThrow();
  }

  private static Optional<Path> find(String program) {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
