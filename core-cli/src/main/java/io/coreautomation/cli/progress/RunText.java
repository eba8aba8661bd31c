package io.coreautomation.cli.progress;

import io.coreautomation.cli.output.TextTable;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.RunView.ActionView;
import io.coreautomation.framework.run.RunView.Failure;
import io.coreautomation.framework.task.TaskVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A run in text, but for its rows: what heads it, what came of it. */
public final class RunText {
  private RunText() {}

  /** {@code run 0198f2c4-… web/shop/main/42 deploy}. */
  public static String heading(RunView.Run run) {
    return "run       "
        + run.id()
        + "  "
        + place(run.coordinates())
        + " "
        + run.task().label()
        + (run.partOf() == null ? "" : ", a part of " + run.partOf().shortId());
  }

  public static String place(Coordinates coordinates) {
    return coordinates.component() == null
        ? coordinates.path()
        : coordinates.path() + "/" + coordinates.component();
  }

  /** What a run that has not begun waits for. */
  public static String waiting(Failure problem) {
    return "waiting: " + problem.message();
  }

  /** Why a run ended, besides its actions. */
  public static String problem(Failure problem) {
    return (problem.source() == null ? "" : problem.source() + ": ")
        + problem.message()
        + "."
        + (problem.mend().isEmpty() ? "" : " " + problem.mend());
  }

  /** The outputs of each action that has some. */
  public static List<String> outputs(RunView view, Rows rows) {
    var lines = new ArrayList<String>();
    for (var action : view.actions()) {
      if (!action.outputs().isEmpty()) {
        lines.add("  " + rows.title(action));
        lines.addAll(outputs(action));
      }
    }
    return lines;
  }

  private static List<String> outputs(ActionView action) {
    var width = action.outputs().keySet().stream().mapToInt(String::length).max().orElse(0);
    return action.outputs().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(output -> "    " + TextTable.padded(output.getKey(), width) + "  " + output.getValue())
        .toList();
  }

  /** One action with all that is known of it. */
  public static List<String> details(ActionView action, TaskVerb task) {
    var lines = new ArrayList<String>();
    lines.add("action    " + action.id());
    lines.add("kind      " + action.kind());
    lines.add(
        "status    "
            + action.status()
            + (action.attempt() > 1 ? ", attempt " + action.attempt() : ""));
    lines.add("from      " + action.source());
    var change = action.change();
    if (change != null) {
      lines.add("change    " + change.word(task));
    }
    if (!action.waitsFor().isEmpty()) {
      lines.add("waits for " + String.join(", ", action.waitsFor()));
    }
    var failure = action.failure();
    if (failure != null) {
      lines.add("failure   " + failure.code() + ": " + failure.message());
      if (failure.source() != null) {
        lines.add("at        " + failure.source());
      }
      if (!failure.mend().isEmpty()) {
        lines.add("mend      " + failure.mend());
      }
    }
    if (!action.outputs().isEmpty()) {
      lines.add("outputs");
      lines.addAll(outputs(action));
    }
    return lines;
  }
}
