package io.coreautomation.db.portfolio;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A business application.
 *
 * @param owner who answers for it, an e-mail address mostly
 * @param facts what templates may say about it
 */
public record Portfolio(
    @Doc("the name that coordinates say") String name,
    @Doc("who answers for it") @Nullable String owner,
    @Doc("what templates may say about it") Map<String, JsonNode> facts) {
  static final String PARTITION = "PORTFOLIOS";
  public static final RowType<Portfolio> ROW =
      RowType.of(Portfolio.class, portfolio -> new Key(PARTITION, portfolio.name())).build();

  public Portfolio {
    if (!Coordinates.isName(name)) {
      throw new InvalidFieldException(
          "name", "'" + name + "' is no name for a portfolio", Coordinates.NAME_RULE);
    }
    facts = Map.copyOf(facts);
  }
}
