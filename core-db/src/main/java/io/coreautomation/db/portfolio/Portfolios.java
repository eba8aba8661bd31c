package io.coreautomation.db.portfolio;

import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Page;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.Tables;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registered portfolios, by name. */
public final class Portfolios {
  private final Tables tables;

  public Portfolios(Tables tables) {
    this.tables = tables;
  }

  public Optional<Portfolio> get(String name) {
    return tables.get(Portfolio.ROW, new Key(Portfolio.PARTITION, name));
  }

  public void put(Portfolio portfolio) {
    tables.put(Portfolio.ROW, portfolio);
  }

  public Page<Portfolio> list(int limit, @Nullable Cursor cursor) {
    return tables.query(Portfolio.ROW, Query.of(Portfolio.PARTITION).limit(limit).from(cursor));
  }
}
