package io.coreautomation.db.portfolio;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A business application.
 *
 * @param owner who answers for it, an e-mail address mostly
 * @param facts what templates may say about it
 */
public record Portfolio(String name, @Nullable String owner, Map<String, JsonNode> facts) {
  static final String PARTITION = "PORTFOLIOS";
  public static final RowType<Portfolio> ROW =
      RowType.of(Portfolio.class, portfolio -> new Key(PARTITION, portfolio.name())).build();

  public Portfolio {
    facts = Map.copyOf(facts);
  }
}
