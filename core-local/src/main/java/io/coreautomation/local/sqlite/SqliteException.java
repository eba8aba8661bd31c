package io.coreautomation.local.sqlite;

import java.sql.SQLException;

/** A database file that cannot be used: locked for too long, full, or not ours. */
public final class SqliteException extends RuntimeException {
  SqliteException(SQLException cause) {
    super("the registry's file cannot be used: " + cause.getMessage(), cause);
  }
}
