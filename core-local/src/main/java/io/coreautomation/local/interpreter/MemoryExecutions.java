package io.coreautomation.local.interpreter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Rows of executions in memory: for worlds that end with their process. */
public final class MemoryExecutions implements ExecutionStore {
  private final Map<String, ExecutionRow> rows = new ConcurrentSkipListMap<>();

  @Override
  public boolean create(ExecutionRow row) {
    return rows.putIfAbsent(row.name(), row) == null;
  }

  @Override
  public void save(ExecutionRow row) {
    rows.put(row.name(), row);
  }

  @Override
  public Optional<ExecutionRow> find(String name) {
    return Optional.ofNullable(rows.get(name));
  }

  @Override
  public List<ExecutionRow> running() {
    return rows.values().stream().filter(ExecutionRow::isRunning).toList();
  }
}
