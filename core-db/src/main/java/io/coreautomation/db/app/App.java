package io.coreautomation.db.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deployment unit of a portfolio.
 *
 * @param zone the name of the zone that it goes to
 * @param facts what templates may say about it
 */
public record App(
    @Doc("the name of its portfolio") String portfolio,
    @Doc("the name that coordinates say") String name,
    @Doc("the name of the zone that it goes to") @Nullable String zone,
    @Doc("what templates may say about it") Map<String, JsonNode> facts) {
  public static final RowType<App> ROW =
      RowType.of(App.class, app -> new Key(partition(app.portfolio()), app.name())).build();

  public App {
    if (!Coordinates.isName(portfolio)) {
      throw new InvalidFieldException(
          "portfolio", "'" + portfolio + "' is no name for a portfolio", Coordinates.NAME_RULE);
    }
    if (!Coordinates.isName(name)) {
      throw new InvalidFieldException(
          "name", "'" + name + "' is no name for an app", Coordinates.NAME_RULE);
    }
    facts = Map.copyOf(facts);
  }

  static String partition(String portfolio) {
    return "APPS#" + portfolio;
  }
}
