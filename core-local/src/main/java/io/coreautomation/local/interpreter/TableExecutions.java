package io.coreautomation.local.interpreter;

import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.RowType;
import io.coreautomation.db.table.Tables;
import io.coreautomation.framework.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows of executions in the registry's table. The table must answer queries of an index at once, as
 * SQLite does: those that run are found by the first index.
 */
public final class TableExecutions implements ExecutionStore {
  private static final String RUNNING = "EXECUTIONS#RUNNING";

  private static final RowType<Row> TYPE =
      RowType.of(Row.class, row -> key(row.name()))
          .first(row -> row.running() ? new Key(RUNNING, row.name()) : null)
          .build();

  private final Tables tables;

  /**
   * How an execution is stored.
   *
   * @param execution an {@link ExecutionRow} as JSON: nobody looks for what is in it
   */
  record Row(String name, boolean running, String execution) {
    static Row of(ExecutionRow row) {
      return new Row(row.name(), row.isRunning(), Json.write(row));
    }

    ExecutionRow read() {
      return Json.parse(execution.getBytes(StandardCharsets.UTF_8), ExecutionRow.class);
    }
  }

  public TableExecutions(Tables tables) {
    this.tables = tables;
  }

  private static Key key(String name) {
    return new Key("EXECUTION#" + name, "EXECUTION");
  }

  @Override
  public boolean create(ExecutionRow row) {
    try {
      tables.put(TYPE, Row.of(row), Condition.notExists());
      return true;
    } catch (ConditionFailedException e) {
      return false;
    }
  }

  @Override
  public void save(ExecutionRow row) {
    tables.put(TYPE, Row.of(row));
  }

  @Override
  public Optional<ExecutionRow> find(String name) {
    return tables.get(TYPE, key(name)).map(Row::read);
  }

  @Override
  public List<ExecutionRow> running() {
    var rows = new ArrayList<ExecutionRow>();
    @Nullable Cursor cursor = null;
    do {
      var page = tables.query(TYPE, Query.of(Query.Index.FIRST, RUNNING).from(cursor));
      page.rows().forEach(row -> rows.add(row.read()));
      cursor = page.next();
    } while (cursor != null);
    return rows;
  }
}
