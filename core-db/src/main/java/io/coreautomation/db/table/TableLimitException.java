package io.coreautomation.db.table;

/** A row, key or transaction beyond what a table takes; nothing was written. */
public final class TableLimitException extends IllegalArgumentException {
  public TableLimitException(String message) {
    super(message);
  }
}
