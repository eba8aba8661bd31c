package io.coreautomation.db.zone;

import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Page;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.Tables;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registered zones, by name. */
public final class Zones {
  private final Tables tables;

  public Zones(Tables tables) {
    this.tables = tables;
  }

  public Optional<Zone> get(String name) {
    return tables.get(Zone.ROW, new Key(Zone.PARTITION, name));
  }

  public void put(Zone zone) {
    tables.put(Zone.ROW, zone);
  }

  public Page<Zone> list(int limit, @Nullable Cursor cursor) {
    return tables.query(Zone.ROW, Query.of(Zone.PARTITION).limit(limit).from(cursor));
  }
}
