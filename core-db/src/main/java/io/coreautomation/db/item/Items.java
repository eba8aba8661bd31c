package io.coreautomation.db.item;

import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Page;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.Tables;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The items. */
public final class Items {
  private final Tables tables;

  public Items(Tables tables) {
    this.tables = tables;
  }

  /** What an action of that branch (or of any of its builds) has in a target. */
  public Optional<Item> get(Prn prn, Target target, String actionName) {
    return tables.get(Item.ROW, new Key(Item.partition(prn), Item.sortKey(target, actionName)));
  }

  /** Puts an item in place of the one that stands there. */
  public void put(Item item) {
    tables.put(Item.ROW, item);
  }

  /** What is no longer deployed. */
  public void remove(Prn prn, Target target, String actionName) {
    tables.delete(new Key(Item.partition(prn), Item.sortKey(target, actionName)));
  }

  /** All that stands for a PRN, by account, region and action. */
  public List<Item> of(Prn prn) {
    var query =
        prn.scope().compareTo(Scope.BRANCH) >= 0
            ? Query.of(Item.partition(prn))
            : Query.of(Query.Index.SECOND, Item.in(prn)).beginningWith(prn.text());
    var items = new ArrayList<Item>();
    @Nullable Cursor cursor = null;
    do {
      var page = tables.query(Item.ROW, query.from(cursor));
      page.rows().stream().filter(item -> prn.contains(item.prn())).forEach(items::add);
      cursor = page.next();
    } while (cursor != null);
    return List.copyOf(items);
  }

  /** What stands in one account and region, whoever deployed it. */
  public Page<Item> at(Target target, int limit, @Nullable Cursor cursor) {
    return tables.query(
        Item.ROW, Query.of(Query.Index.FIRST, Item.at(target)).limit(limit).from(cursor));
  }
}
