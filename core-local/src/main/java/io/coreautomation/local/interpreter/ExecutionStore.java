package io.coreautomation.local.interpreter;

import java.util.List;
import java.util.Optional;

/**
 * Keeps the rows of executions over a restart.
 *
 * <p>One interpreter at a time writes to a store; a row is written by one thread at a time. A read
 * after a write MUST see that write, and a write MUST NOT leave half a row.
 */
public interface ExecutionStore {
  /**
   * Adds an execution.
   *
   * @return false if there is one of that name, however it ended; nothing was written then
   */
  boolean create(ExecutionRow row);

  /** Replaces the row of an execution that was added before. */
  void save(ExecutionRow row);

  Optional<ExecutionRow> find(String name);

  /** The rows of those that have not ended, by name. */
  List<ExecutionRow> running();
}
