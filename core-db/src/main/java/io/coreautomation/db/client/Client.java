package io.coreautomation.db.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tenant.
 *
 * @param facts what templates may say about it
 */
public record Client(String name, @Nullable String homeRegion, Map<String, JsonNode> facts) {
  static final String PARTITION = "CLIENTS";
  public static final RowType<Client> ROW =
      RowType.of(Client.class, client -> new Key(PARTITION, client.name())).build();

  public Client {
    facts = Map.copyOf(facts);
  }
}
