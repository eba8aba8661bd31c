package io.coreautomation.db.app;

import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Page;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.Tables;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registered apps, by portfolio and name. */
public final class Apps {
  private final Tables tables;

  public Apps(Tables tables) {
    this.tables = tables;
  }

  public Optional<App> get(String portfolio, String name) {
    return tables.get(App.ROW, new Key(App.partition(portfolio), name));
  }

  public void put(App app) {
    tables.put(App.ROW, app);
  }

  public Page<App> list(String portfolio, int limit, @Nullable Cursor cursor) {
    return tables.query(App.ROW, Query.of(App.partition(portfolio)).limit(limit).from(cursor));
  }
}
