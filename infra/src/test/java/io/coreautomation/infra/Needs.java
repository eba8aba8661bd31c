package io.coreautomation.infra;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.util.stream.Stream;

/** Tools that only some machines have: without one its tests are skipped, but never in CI. */
public final class Needs {
  private Needs() {}

  public static void tool(String name) {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> new File(folder, name).canExecute());
    if (!there && "true".equals(System.getenv("CORE_CI"))) {
      fail("CI needs " + name);
    }
    assumeTrue(there, "skipped: needs " + name);
  }
}
