package io.coreautomation.db.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tenant.
 *
 * @param facts what templates may say about it
 */
public record Client(
    @Doc("the name that coordinates say") String name,
    @Doc("the region that it is at home in") @Nullable String homeRegion,
    @Doc("what templates may say about it") Map<String, JsonNode> facts) {
  static final String PARTITION = "CLIENTS";
  public static final RowType<Client> ROW =
      RowType.of(Client.class, client -> new Key(PARTITION, client.name())).build();

  public Client {
    if (!Coordinates.isName(name)) {
      throw new InvalidFieldException(
          "name", "'" + name + "' is no name for a client", Coordinates.NAME_RULE);
    }
    if (homeRegion != null && !Target.isRegion(homeRegion)) {
      throw new InvalidFieldException(
          "homeRegion", "'" + homeRegion + "' is no region", "Write one such as eu-west-1.");
    }
    facts = Map.copyOf(facts);
  }
}
