package io.coreautomation.db.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deployment unit of a portfolio.
 *
 * @param zone the name of the zone that it goes to
 * @param facts what templates may say about it
 */
public record App(
    String portfolio, String name, @Nullable String zone, Map<String, JsonNode> facts) {
  public static final RowType<App> ROW =
      RowType.of(App.class, app -> new Key(partition(app.portfolio()), app.name())).build();

  public App {
    facts = Map.copyOf(facts);
  }

  static String partition(String portfolio) {
    return "APPS#" + portfolio;
  }
}
