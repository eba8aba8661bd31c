package io.coreautomation.local.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;

/**
 * One connection to an SQLite database, used by one thread at a time: SQLite writes one after the
 * other anyway, and a call takes microseconds.
 *
 * @param <S> the statements that are made on it
 */
final class SqliteFile<S> implements AutoCloseable {
  private static final int BUSY_MILLIS = 30_000;

  private final Connection connection;
  private final S statements;
  private final ReentrantLock lock = new ReentrantLock();

  /** What is done while no other thread does anything. */
  @FunctionalInterface
  interface Work<S, T> {
    T with(S statements) throws SQLException;
  }

  private SqliteFile(Connection connection, S statements) {
    this.connection = connection;
    this.statements = statements;
  }

  /**
   * Opens a database, and makes what of its layout is not there.
   *
   * @param layout statements that change nothing where it is
   */
  static <S> SqliteFile<S> open(
      String url, List<String> layout, Function<Connection, S> statements) {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    // A transaction that reads before it writes must hold the write lock from its start.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    try {
      var connection = config.createConnection(url);
      var file = new SqliteFile<>(connection, statements.apply(connection));
      file.write(
          made -> {
            try (var once = connection.createStatement()) {
              for (var statement : layout) {
                once.execute(statement);
              }
            }
            return layout.size();
          });
      return file;
    } catch (SQLException e) {
      throw new SqliteException(e);
    }
  }

  /** Reads; what is read together is read in one statement. */
  <T> T read(Work<S, T> work) {
    lock.lock();
    try {
      return work.with(statements);
    } catch (SQLException e) {
      throw new SqliteException(e);
    } finally {
      lock.unlock();
    }
  }

  /** Does all of the work, or, if it throws, none. */
  <T> T write(Work<S, T> work) {
    lock.lock();
    try {
      connection.setAutoCommit(false);
      try {
        var result = work.with(statements);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
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
