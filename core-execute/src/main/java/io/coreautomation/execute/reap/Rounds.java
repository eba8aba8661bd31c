package io.coreautomation.execute.reap;

import io.coreautomation.db.sweep.Sweeps;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Goes through long lists page by page, a share at a time. Each share has one page at least, so all
 * of a list is reached in a bounded number of them, whatever stands at its beginning.
 */
final class Rounds {
  private final Sweeps sweeps;
  private final Clock wall;

  Rounds(Sweeps sweeps, Clock wall) {
    this.sweeps = sweeps;
    this.wall = wall;
  }

  /**
   * Goes on through a list, to its end or until the time is over.
   *
   * @param pages the page at a place; null is the list's beginning
   * @param look at one page
   */
  <T> void go(
      String list,
      Instant until,
      Function<@Nullable Cursor, Page<T>> pages,
      Consumer<Collection<T>> look) {
    @Nullable Cursor noted = sweeps.place(list).orElse(null);
    @Nullable Cursor next = noted;
    do {
      var page = pages.apply(next);
      next = page.next();
      if (next != null || noted != null) {
        // Before the look: a page at which the process dies must not keep those after it waiting.
        sweeps.leave(list, next);
        noted = next;
      }
      look.accept(page.rows());
    } while (next != null && wall.instant().isBefore(until));
  }
}
