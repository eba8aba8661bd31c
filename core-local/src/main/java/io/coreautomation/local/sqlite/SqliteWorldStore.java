package io.coreautomation.local.sqlite;

import io.coreautomation.simulator.world.WorldStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;

/**
 * Keeps the twin's documents and its time in an SQLite database: what a call has committed is there
 * after the process is killed, and a commit that was cut off is not there at all.
 */
public final class SqliteWorldStore implements WorldStore, AutoCloseable {
  private static final String CLOCK = "clock";

  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  private SqliteWorldStore(Connection connection) {
    this.connection = connection;
  }

  public static SqliteWorldStore open(Path file) {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    try {
      var connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
      try (var statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE IF NOT EXISTS documents (key TEXT PRIMARY KEY, content BLOB NOT NULL)"
                + " WITHOUT ROWID");
        statement.execute(
            "CREATE TABLE IF NOT EXISTS times (name TEXT PRIMARY KEY, time TEXT NOT NULL)");
      }
      return new SqliteWorldStore(connection);
    } catch (SQLException e) {
      throw new SqliteException(e);
    }
  }

  @Override
  public Map<String, byte[]> load() {
    lock.lock();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT key, content FROM documents")) {
      var documents = new HashMap<String, byte[]>();
      while (rows.next()) {
        documents.put(rows.getString(1), rows.getBytes(2));
      }
      return documents;
    } catch (SQLException e) {
      throw new SqliteException(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void commit(List<Change> changes) {
    lock.lock();
    try {
      connection.setAutoCommit(false);
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
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new SqliteException(e);
    } finally {
      lock.unlock();
    }
  }

  /** The world's time when it was last kept; nothing for a new world. */
  public Optional<Instant> time() {
    lock.lock();
    try (var query = connection.prepareStatement("SELECT time FROM times WHERE name = ?")) {
      query.setString(1, CLOCK);
      try (var rows = query.executeQuery()) {
        return rows.next() ? Optional.of(Instant.parse(rows.getString(1))) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new SqliteException(e);
    } finally {
      lock.unlock();
    }
  }

  /** Keeps the world's time: it must not go back over a restart. */
  public void keepTime(Instant time) {
    lock.lock();
    try (var put =
        connection.prepareStatement(
            "INSERT INTO times VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET time ="
                + " excluded.time")) {
      put.setString(1, CLOCK);
      put.setString(2, time.toString());
      put.executeUpdate();
    } catch (SQLException e) {
      throw new SqliteException(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new SqliteException(e);
    } finally {
      lock.unlock();
    }
  }
}
