package io.coreautomation.local.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.table.TablesContract;
import io.coreautomation.framework.door.VirtualThreads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTablesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** The contract, where each user of the table has a connection of its own, as a process has. */
  @Nested
  class In_a_file extends TablesContract {
    @TempDir Path folder;
    private final List<SqliteTables> opened = new ArrayList<>();

    @Override
    public Tables tables() {
      var tables = SqliteTables.open(folder.resolve("registry.db"), NOW);
      opened.add(tables);
      return tables;
    }

    @AfterEach
    void close() {
      opened.forEach(SqliteTables::close);
    }
  }

  @Nested
  class In_memory extends TablesContract {
    private final SqliteTables tables = SqliteTables.inMemory();

    @Override
    public Tables tables() {
      return tables;
    }

    @AfterEach
    void close() {
      tables.close();
    }
  }

  /** A row with an end. */
  record Passing(String name, Instant until) {
    static final RowType<Passing> ROW =
        RowType.of(Passing.class, row -> new Key("passing", row.name()))
            .expires(Passing::until)
            .build();
  }

  @Test
  void rows_outlive_the_process_but_for_those_whose_time_is_over(@TempDir Path folder) {
    var file = folder.resolve("registry.db");
    var past = new Passing("past", NOW.minusSeconds(1));
    var coming = new Passing("coming", NOW.plusSeconds(1));
    try (var tables = SqliteTables.open(file, NOW)) {
      tables.put(Passing.ROW, past);
      tables.put(Passing.ROW, coming);
    }
    try (var tables = SqliteTables.open(file, NOW)) {
      assertThat(tables.get(Passing.ROW, Passing.ROW.key(past))).isEmpty();
      assertThat(tables.get(Passing.ROW, Passing.ROW.key(coming))).contains(coming);
    }
  }

  @Test
  void a_file_may_be_made_by_several_at_a_time(@TempDir Path folder) {
    var opened =
        new VirtualThreads(8)
            .all(
                IntStream.range(0, 8)
                    .<Callable<SqliteTables>>mapToObj(
                        i -> () -> SqliteTables.open(folder.resolve("registry.db"), NOW))
                    .toList());
    var row = new Passing("shared", NOW.plusSeconds(1));
    opened.getFirst().put(Passing.ROW, row);
    assertThat(opened)
        .allSatisfy(
            tables -> assertThat(tables.get(Passing.ROW, Passing.ROW.key(row))).contains(row));
    opened.forEach(SqliteTables::close);
  }

  @Test
  void processes_that_count_at_a_time_lose_nothing(@TempDir Path folder) throws Exception {
    var file = folder.resolve("registry.db");
    var processes = List.of(CountingProcess.start(file), CountingProcess.start(file));
    for (var process : processes) {
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    }
    try (var tables = SqliteTables.open(file, NOW)) {
      assertThat(tables.get(CountingProcess.Count.ROW, new Key("count", "shared")))
          .contains(new CountingProcess.Count("shared", 2L * CountingProcess.TIMES));
    }
  }

  @Test
  void a_file_that_is_no_database_is_named_as_the_trouble(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("registry.db"), "no database".repeat(500));
    assertThatThrownBy(() -> SqliteTables.open(file, NOW))
        .isInstanceOf(SqliteException.class)
        .hasMessage(
            "the registry's file cannot be used: [SQLITE_NOTADB] File opened that is not a"
                + " database file (file is not a database)");
  }
}
