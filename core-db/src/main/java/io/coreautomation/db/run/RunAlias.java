package io.coreautomation.db.run;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.RowType;
import io.coreautomation.framework.coordinates.RunId;
import java.util.List;

/**
 * A run's id, written so that it is found by its first or by its last digits. Rows of the table and
 * not of an index: who has just started a run finds it.
 *
 * @param direction in which the id is spelled
 */
record RunAlias(RunId runId, Direction direction) {
  /** The fewest digits that are looked for. */
  static final int DIGITS = 4;

  static final RowType<RunAlias> ROW =
      RowType.of(
              RunAlias.class,
              alias -> {
                var spelled = alias.direction().spell(alias.runId().text());
                return new Key(alias.direction().partition(spelled), spelled);
              })
          .build();

  enum Direction {
    FORWARD,
    BACKWARD;

    /** Aliases that begin, or for BACKWARD end, with these digits. */
    Query query(String digits) {
      var spelled = spell(digits);
      return Query.of(partition(spelled)).beginningWith(spelled);
    }

    private String spell(String digits) {
      return this == FORWARD ? digits : new StringBuilder(digits).reverse().toString();
    }

    private String partition(String spelled) {
      return "RUN_ALIAS#" + this + "#" + spelled.substring(0, DIGITS);
    }
  }

  static List<RunAlias> of(RunId runId) {
    return List.of(new RunAlias(runId, Direction.FORWARD), new RunAlias(runId, Direction.BACKWARD));
  }
}
