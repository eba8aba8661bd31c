package io.coreautomation.local.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;

/**
 * One connection to an SQLite database, used by one thread at a time: SQLite writes one after the
 * other anyway, and a call takes microseconds.
 */
final class SqliteFile implements AutoCloseable {
  private static final int BUSY_MILLIS = 30_000;

  private static final String[] LAYOUT = {
    """
    CREATE TABLE IF NOT EXISTS rows (
      pk TEXT NOT NULL, sk TEXT NOT NULL,
      gsi1pk TEXT, gsi1sk TEXT, gsi2pk TEXT, gsi2sk TEXT,
      ttl INTEGER, item TEXT NOT NULL,
      PRIMARY KEY (pk, sk)) WITHOUT ROWID\
    """,
    "CREATE INDEX IF NOT EXISTS gsi1 ON rows (gsi1pk, gsi1sk, pk, sk) WHERE gsi1pk IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS gsi2 ON rows (gsi2pk, gsi2sk, pk, sk) WHERE gsi2pk IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS expiry ON rows (ttl) WHERE ttl IS NOT NULL"
  };

  private final Connection connection;
  private final SqliteRows rows;
  private final ReentrantLock lock = new ReentrantLock();

  private SqliteFile(Connection connection) {
    this.connection = connection;
    this.rows = new SqliteRows(connection);
  }

  static SqliteFile open(String url) {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    // A transaction that reads before it writes must hold the write lock from its start.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    try {
      var file = new SqliteFile(config.createConnection(url));
      file.write(
          rows -> {
            for (var statement : LAYOUT) {
              rows.define(statement);
            }
            return LAYOUT.length;
          });
      return file;
    } catch (SQLException e) {
      throw new SqliteException(e);
    }
  }

  /** Reads; what is read together is read in one statement. */
  <T> T read(Function<SqliteRows, T> work) {
    lock.lock();
    try {
      return work.apply(rows);
    } finally {
      lock.unlock();
    }
  }

  /** Does all of the work, or, if it throws, none. */
  <T> T write(Function<SqliteRows, T> work) {
    lock.lock();
    try {
      connection.setAutoCommit(false);
      try {
        var result = work.apply(rows);
        connection.commit();
        return result;
      } catch (RuntimeException e) {
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
