package io.coreautomation.db.client;

import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Page;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.Tables;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registered clients, by name. */
public final class Clients {
  private final Tables tables;

  public Clients(Tables tables) {
    this.tables = tables;
  }

  public Optional<Client> get(String name) {
    return tables.get(Client.ROW, new Key(Client.PARTITION, name));
  }

  public void put(Client client) {
    tables.put(Client.ROW, client);
  }

  public Page<Client> list(int limit, @Nullable Cursor cursor) {
    return tables.query(Client.ROW, Query.of(Client.PARTITION).limit(limit).from(cursor));
  }
}
