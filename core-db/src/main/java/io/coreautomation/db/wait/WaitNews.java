package io.coreautomation.db.wait;

import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.TableLimits;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.table.Write;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a woken run is to look at: without it a turn would have to look at all that is under way, or
 * to wait until its time. News are told before the wake is counted; so a turn that reads the
 * counter first and then the news has all that its wakes were about. News that get lost cost
 * nothing but time: each action is looked at by itself, too.
 */
public final class WaitNews {
  private final Tables tables;

  public WaitNews(Tables tables) {
    this.tables = tables;
  }

  /**
   * Tells a run of things that have come to rest. Repeatable.
   *
   * @param about their ids in AWS, as handles of actions hold them
   * @param until when nobody needs to know it any more
   */
  public void tell(RunId runId, Collection<String> about, Instant until) {
    transact(
        Set.copyOf(about).stream()
            .<Write>map(id -> Write.put(NewsRow.ROW, new NewsRow(runId, id, until)))
            .toList());
  }

  /** What a run was told and has not dealt with. It sees all that was told before. */
  public Set<String> of(RunId runId) {
    var news = new TreeSet<String>();
    @Nullable Cursor next = null;
    do {
      var page =
          tables.query(
              NewsRow.ROW,
              Query.of(NewsRow.partition(runId)).beginningWith(NewsRow.PREFIX).from(next));
      page.rows().forEach(row -> news.add(row.about()));
      next = page.next();
    } while (next != null);
    return news;
  }

  /** A turn has looked at these, and has written down what it saw. */
  public void heard(RunId runId, Collection<String> about) {
    transact(
        Set.copyOf(about).stream().<Write>map(id -> Write.delete(NewsRow.key(runId, id))).toList());
  }

  /** In pieces, as nothing depends on their coming together. */
  private void transact(List<Write> writes) {
    for (int i = 0; i < writes.size(); i += TableLimits.TRANSACTION_WRITES) {
      tables.transact(
          writes.subList(i, Math.min(writes.size(), i + TableLimits.TRANSACTION_WRITES)));
    }
  }
}
