package io.coreautomation.db.table;

import java.util.List;
import java.util.Optional;

/**
 * Keeps typed rows of one table by key, with two indexes. Thread-safe; several processes may use
 * one table at a time.
 *
 * <p>All implementations MUST refuse with {@link TableLimitException}, before anything is written:
 * a row over {@link TableLimits#ROW_BYTES}, one nested deeper than {@link TableLimits#DEPTH}, a
 * transaction of more than {@link TableLimits#TRANSACTION_WRITES} writes, of more than {@link
 * TableLimits#TRANSACTION_BYTES}, or with two writes of one row. A row whose time to live is over
 * MAY still be read: who needs to be exact holds its time against the clock.
 */
public interface Tables {
  /**
   * The row under a key, or nothing.
   *
   * <p>It MUST see every write that was answered before.
   */
  <R extends Record> Optional<R> get(RowType<R> type, Key key);

  /**
   * Writes a row in place of the one that is there, if all conditions hold.
   *
   * <p>Check and write MUST be one atomic step.
   *
   * @throws ConditionFailedException if a condition does not hold
   */
  <R extends Record> void put(RowType<R> type, R row, Condition... conditions);

  /**
   * Removes a row, if all conditions hold; one that is not there is no error.
   *
   * <p>Check and write MUST be one atomic step.
   *
   * @throws ConditionFailedException if a condition does not hold
   */
  void delete(Key key, Condition... conditions);

  /**
   * Adds to a number of a row and returns the row as it is then.
   *
   * <p>It MUST be atomic: of {@code n} calls at a time, each returns another sum. What the stored
   * row lacks (all of it, if there is none) MUST be taken from {@code whenAbsent}, whose number is
   * added to; what the stored row has MUST stay.
   */
  <R extends Record> R add(RowType<R> type, R whenAbsent, String attribute, long amount);

  /**
   * A page of rows.
   *
   * <p>A query of the table MUST see every write that was answered before; one of an index MAY lag.
   * A page MUST hold as many rows as its limit says if there are so many.
   */
  <R extends Record> Page<R> query(RowType<R> type, Query query);

  /**
   * Does all of these writes, or none.
   *
   * <p>Checks and writes MUST be one atomic step; a {@link #get} MUST NOT see a part of it, a
   * {@link #query} MAY.
   *
   * @throws ConditionFailedException naming the first write of which a condition does not hold
   */
  void transact(List<Write> writes);
}
