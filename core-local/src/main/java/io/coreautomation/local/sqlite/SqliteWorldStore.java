package io.coreautomation.local.sqlite;

import io.coreautomation.simulator.world.WorldStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps the twin's documents and its time in an SQLite database: what a call has committed is there
 * after the process is killed, and a commit that was cut off is not there at all.
 */
public final class SqliteWorldStore implements WorldStore, AutoCloseable {
  private static final List<String> LAYOUT =
      List.of(
          "CREATE TABLE IF NOT EXISTS documents (key TEXT PRIMARY KEY, content BLOB NOT NULL)"
              + " WITHOUT ROWID",
          "CREATE TABLE IF NOT EXISTS times (name TEXT PRIMARY KEY, time TEXT NOT NULL)");

  private static final String CLOCK = "clock";

  private final SqliteFile<Connection> file;

  private SqliteWorldStore(SqliteFile<Connection> file) {
    this.file = file;
  }

  public static SqliteWorldStore open(Path file) {
    return new SqliteWorldStore(
        SqliteFile.open("jdbc:sqlite:" + file.toAbsolutePath(), LAYOUT, Function.identity()));
  }

  @Override
  public Map<String, byte[]> load() {
    return file.read(
        connection -> {
          try (var statement = connection.createStatement();
              var rows = statement.executeQuery("SELECT key, content FROM documents")) {
            var documents = new HashMap<String, byte[]>();
            while (rows.next()) {
              documents.put(rows.getString(1), rows.getBytes(2));
            }
            return documents;
          }
        });
  }

  @Override
  public void commit(List<Change> changes) {
    file.write(
        connection -> {
          try (var put =
                  connection.prepareStatement(
                      "INSERT INTO documents VALUES (?, ?)"
                          + " ON CONFLICT (key) DO UPDATE SET content = excluded.content");
              var delete = connection.prepareStatement("DELETE FROM documents WHERE key = ?")) {
            for (var change : changes) {
              switch (change) {
                case Change.Put(String key, byte[] bytes) -> {
                  put.setString(1, key);
                  put.setBytes(2, bytes);
                  put.executeUpdate();
                }
                case Change.Delete(String key) -> {
                  delete.setString(1, key);
                  delete.executeUpdate();
                }
              }
            }
          }
          return changes.size();
        });
  }

  /** The world's time when it was last kept; nothing for a new world. */
  public Optional<Instant> time() {
    return file.read(
        connection -> {
          try (var query = connection.prepareStatement("SELECT time FROM times WHERE name = ?")) {
            query.setString(1, CLOCK);
            try (var rows = query.executeQuery()) {
              return rows.next() ? Optional.of(Instant.parse(rows.getString(1))) : Optional.empty();
            }
          }
        });
  }

  /** Keeps the world's time: it must not go back over a restart. */
  public void keepTime(Instant time) {
    file.write(
        connection -> {
          try (var put =
              connection.prepareStatement(
                  "INSERT INTO times VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET time ="
                      + " excluded.time")) {
            put.setString(1, CLOCK);
            put.setString(2, time.toString());
            return put.executeUpdate();
          }
        });
  }

  @Override
  public void close() {
    file.close();
  }
}
