package io.coreautomation.cli.progress;

import io.coreautomation.cli.edge.Terminal;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.RunView.ActionView;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * A table that is redrawn in its place. What does not fit the terminal's height is summed up; the
 * whole table stands once the run is over. Who follows a run hears of it at most ten times a
 * second, so each change is drawn.
 */
public final class LiveTable implements Progress {
  private static final String LINE_UP = "\u001b[1A";
  private static final String CLEAR_DOWN = "\u001b[0J";

  /** Lines of the terminal that are not the table's: its sum, and the cursor's own. */
  private static final int SPARE = 3;

  private final PrintStream out;
  private final Terminal terminal;
  private final Rows rows;
  private int drawn;

  public LiveTable(PrintStream out, Terminal terminal, Rows rows) {
    this.out = out;
    this.terminal = terminal;
    this.rows = rows;
  }

  @Override
  public void update(RunView run) {
    var size = terminal.size();
    var waiting = run.run().problems();
    var room = size.rows() - SPARE - waiting.size();
    var lines = new ArrayList<String>();
    var visible = run.actions().size() <= room ? run.actions() : mostTelling(run, room - 1);
    // One column less: a full line would wrap on some terminals.
    visible.forEach(action -> lines.add(rows.row(action, size.columns() - 1)));
    var hidden = run.actions().size() - visible.size();
    if (hidden > 0) {
      lines.add("    … and " + hidden + " more");
    }
    waiting.forEach(problem -> lines.add(Rows.cut(RunText.waiting(problem), size.columns() - 1)));
    draw(lines);
  }

  @Override
  public void end(RunView run) {
    var columns = terminal.size().columns() - 1;
    draw(run.actions().stream().flatMap(a -> rows.block(a, columns).stream()).toList());
    drawn = 0;
  }

  /** Failures first, then what is under way, then what comes next, then what is done. */
  private static List<ActionView> mostTelling(RunView run, int room) {
    var chosen =
        new HashSet<>(
            run.actions().stream()
                .sorted(Comparator.comparingInt(LiveTable::rank))
                .limit(room)
                .map(ActionView::id)
                .toList());
    return run.actions().stream().filter(action -> chosen.contains(action.id())).toList();
  }

  private static int rank(ActionView action) {
    return switch (action.status()) {
      case FAILED, UNKNOWN -> 0;
      case STARTING, RUNNING, CANCELLING -> 1;
      case PENDING -> 2;
      case COMPLETE, SKIPPED, CANCELLED -> 3;
    };
  }

  /** In one write, so that no half table is seen. */
  private void draw(List<String> lines) {
    var text = new StringBuilder();
    text.append(LINE_UP.repeat(drawn)).append('\r').append(CLEAR_DOWN);
    lines.forEach(line -> text.append(line).append('\n'));
    out.print(text);
    out.flush();
    drawn = lines.size();
  }
}
