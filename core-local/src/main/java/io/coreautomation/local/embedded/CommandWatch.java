package io.coreautomation.local.embedded;

import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for commands that other processes have written, and brings them to their runs. It goes by
 * our time: an operator does not wait for the world's.
 */
final class CommandWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommandWatch.class);
  private static final long EVERY_MILLIS = 200;

  /** A command that stays pending is brought again: its run may have stalled since. */
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private static final int PAGE = 100;

  private final Commands commands;
  private final Consumer<RunId> delivery;
  private final Thread thread;
  private final Map<RunId, Brought> brought = new HashMap<>();

  private record Brought(List<String> ids, long nanos) {}

  /**
   * @param delivery brings what is pending to a run
   */
  CommandWatch(Commands commands, Consumer<RunId> delivery) {
    this.commands = commands;
    this.delivery = delivery;
    this.thread = Thread.ofVirtual().name("command-watch").unstarted(this::watch);
  }

  CommandWatch started() {
    thread.start();
    return this;
  }

  private void watch() {
    try {
      while (true) {
        look();
        Thread.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: the next process looks
    }
  }

  private void look() {
    var waiting = waiting();
    brought.keySet().retainAll(waiting);
    for (var run : waiting) {
      var ids = commands.pending(run).stream().map(Command::id).toList();
      var last = brought.get(run);
      var now = System.nanoTime();
      if (last != null && last.ids().equals(ids) && now - last.nanos() < AGAIN.toNanos()) {
        continue;
      }
      brought.put(run, new Brought(ids, now));
      try {
        delivery.accept(run);
      } catch (RuntimeException e) {
        LOG.warn("what was asked of run {} was not brought to it; it is tried again", run, e);
      }
    }
  }

  /** All of them: those that wait longest may be deaf, and must not keep the others from it. */
  private Set<RunId> waiting() {
    var runs = new LinkedHashSet<RunId>();
    @Nullable Cursor next = null;
    do {
      var page = commands.waiting(PAGE, next);
      runs.addAll(page.rows());
      next = page.next();
    } while (next != null);
    return runs;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
