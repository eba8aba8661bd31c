package io.coreautomation.db.budget;

import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The budgets of all accounts: additive increase, multiplicative decrease, as TCP shares a line
 * among those who know nothing of each other.
 */
public final class Budgets {
  private final Tables tables;

  public Budgets(Tables tables) {
    this.tables = tables;
  }

  /** Those that count now; in quiet times there are none. */
  public List<Budget> live(Instant now) {
    var live = new ArrayList<Budget>();
    @Nullable Cursor next = null;
    do {
      var page = tables.query(Budget.ROW, Query.of(Budget.PARTITION).from(next));
      page.rows().stream().filter(budget -> budget.isLive(now)).forEach(live::add);
      next = page.next();
    } while (next != null);
    return live;
  }

  /**
   * Takes in that a run was slowed down: half of what was allowed, or of what the run did if that
   * was less, is allowed from now on. Throttles that come in one crowd count once.
   *
   * @param seen calls a minute that the run made there
   * @return the budget as it is then
   */
  public Budget slowed(String account, String region, String service, double seen, Instant now) {
    while (true) {
      var known = tables.get(Budget.ROW, Budget.key(account, region, service)).orElse(null);
      if (known != null && known.tellsOf(now)) {
        return known;
      }
      var was = known != null && known.isLive(now) ? Math.min(known.allowed(now), seen) : seen;
      var slower =
          new Budget(
              account,
              region,
              service,
              Math.max(Budget.LEAST, Math.round(was / 2)),
              now,
              known == null ? 1 : known.version() + 1);
      try {
        tables.put(
            Budget.ROW,
            slower,
            known == null ? Condition.notExists() : Condition.versionIs(known.version()));
        return slower;
      } catch (ConditionFailedException e) {
        // Another run was slowed down at the same time: the next look sees what it wrote.
      }
    }
  }
}
