package io.coreautomation.db.zone;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
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
    @Doc("the name that apps say") String name,
    @Doc("the name of the account that it is in") @Nullable String account,
    @Doc("its regions; add new ones at the end") List<String> regions,
    @Doc("what templates may say about it") Map<String, JsonNode> facts) {
  static final String PARTITION = "ZONES";
  public static final RowType<Zone> ROW =
      RowType.of(Zone.class, zone -> new Key(PARTITION, zone.name())).build();

  public Zone {
    if (name.isBlank()) {
      throw new InvalidFieldException("name", "the name is empty", "Name the zone.");
    }
    for (var region : regions) {
      if (!Target.isRegion(region)) {
        throw new InvalidFieldException(
            "regions", "'" + region + "' is no region", "Write names such as eu-west-1.");
      }
    }
    regions = List.copyOf(regions);
    facts = Map.copyOf(facts);
  }
}
