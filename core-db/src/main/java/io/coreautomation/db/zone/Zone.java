package io.coreautomation.db.zone;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A landing zone.
 *
 * @param account the name of the account that it is in
 * @param regions only ever grows at its end: the position of a region in it is its index
 * @param facts what templates may say about it
 */
public record Zone(
    String name, @Nullable String account, List<String> regions, Map<String, JsonNode> facts) {
  static final String PARTITION = "ZONES";
  public static final RowType<Zone> ROW =
      RowType.of(Zone.class, zone -> new Key(PARTITION, zone.name())).build();

  public Zone {
    regions = List.copyOf(regions);
    facts = Map.copyOf(facts);
  }
}
