package io.coreautomation.cli.progress;

import io.coreautomation.framework.run.RunView;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/** One line for each action when it has ended: for files, pipes and build logs. */
public final class PlainLines implements Progress {
  private final PrintStream out;
  private final Rows rows;
  private final Set<String> shown = new HashSet<>();

  public PlainLines(PrintStream out, Rows rows) {
    this.out = out;
    this.rows = rows;
  }

  @Override
  public void update(RunView run) {
    for (var action : run.actions()) {
      if (action.status().isTerminal() && shown.add(action.id())) {
        rows.block(action, Integer.MAX_VALUE).forEach(out::println);
      }
    }
  }

  @Override
  public void end(RunView run) {
    update(run);
    for (var action : run.actions()) {
      if (shown.add(action.id())) {
        rows.block(action, Integer.MAX_VALUE).forEach(out::println);
      }
    }
  }
}
