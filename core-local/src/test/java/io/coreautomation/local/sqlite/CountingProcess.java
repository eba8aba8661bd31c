package io.coreautomation.local.sqlite;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** A process of its own that counts in a shared file. */
final class CountingProcess {
  static final int TIMES = 200;

  private CountingProcess() {}

  /** What is counted. */
  record Count(String name, long count) {
    static final RowType<Count> ROW =
        RowType.of(Count.class, row -> new Key("count", row.name())).build();
  }

  static Process start(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            CountingProcess.class.getName(),
            file.toString())
        .redirectErrorStream(true)
        .start();
  }

  public static void main(String[] args) {
    try (var tables = SqliteTables.open(Path.of(args[0]), Instant.EPOCH)) {
      for (int i = 0; i < TIMES; i++) {
        tables.add(Count.ROW, new Count("shared", 0), "count", 1);
      }
    }
  }
}
