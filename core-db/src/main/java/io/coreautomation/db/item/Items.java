package io.coreautomation.db.item;

import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Page;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.TableLimits;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.table.Write;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The items. */
public final class Items {
  private final Tables tables;

  public Items(Tables tables) {
    this.tables = tables;
  }

  /** What stands under a name in an account and region. */
  public Optional<Item> get(Target target, String resource) {
    return tables.get(Item.ROW, new Key(Item.at(target), resource));
  }

  /**
   * What stands in one account and region, whoever deployed it, by name. CloudFormation's limit of
   * stacks bounds it: a few pages.
   */
  public Map<String, Item> in(Target target) {
    var items = new HashMap<String, Item>();
    @Nullable Cursor cursor = null;
    do {
      var page = tables.query(Item.ROW, Query.of(Item.at(target)).from(cursor));
      page.rows().forEach(item -> items.put(item.resource(), item));
      cursor = page.next();
    } while (cursor != null);
    return items;
  }

  /**
   * Notes what has become of things; of two news of one thing, the later in the list. Noting them
   * twice is noting them once.
   *
   * <p>What a later write has said is not taken back: where news meet it, the item goes, and who
   * needs to know asks AWS.
   */
  public void note(List<ItemNews> news) {
    var last = new LinkedHashMap<Key, ItemNews>();
    news.forEach(n -> last.put(n.key(), n));
    var writes = new ArrayList<Write>();
    last.values().forEach(n -> write(n).ifPresent(writes::add));
    for (int i = 0; i < writes.size(); i += TableLimits.TRANSACTION_WRITES) {
      write(writes.subList(i, Math.min(writes.size(), i + TableLimits.TRANSACTION_WRITES)));
    }
  }

  private Optional<Write> write(ItemNews news) {
    return switch (news) {
      case ItemNews.Stands(Item item) -> Optional.of(put(item));
      case ItemNews.Gone gone -> Optional.of(Write.delete(gone.key()));
      case ItemNews.InDoubt doubt ->
          tables
              .get(Item.ROW, doubt.key())
              .filter(item -> item.belongsTo(doubt.owner()))
              .map(item -> put(item.doubted(doubt.run(), doubt.version())));
    };
  }

  private static Write put(Item item) {
    return Write.put(Item.ROW, item, Condition.versionAtMost(item.version()));
  }

  private void write(List<Write> writes) {
    var left = List.copyOf(writes);
    while (!left.isEmpty()) {
      try {
        tables.transact(left);
        return;
      } catch (ConditionFailedException e) {
        var overtaken = e.write().key();
        left =
            left.stream()
                .map(write -> write.key().equals(overtaken) ? Write.delete(overtaken) : write)
                .toList();
      }
    }
  }

  /** All that stands for a PRN, by account, region and name. */
  public List<Item> of(Prn prn) {
    var query = Query.of(Query.Index.FIRST, Item.in(prn)).beginningWith(Item.owner(prn).text());
    var items = new ArrayList<Item>();
    @Nullable Cursor cursor = null;
    do {
      var page = tables.query(Item.ROW, query.from(cursor));
      page.rows().stream().filter(item -> prn.contains(item.prn())).forEach(items::add);
      cursor = page.next();
    } while (cursor != null);
    return List.copyOf(items);
  }

  /** What stands in one account and region, whoever deployed it, by name. */
  public Page<Item> at(Target target, int limit, @Nullable Cursor cursor) {
    return tables.query(Item.ROW, Query.of(Item.at(target)).limit(limit).from(cursor));
  }
}
