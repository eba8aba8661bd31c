package io.coreautomation.cli.progress;

import io.coreautomation.cli.output.Elapsed;
import io.coreautomation.cli.output.Style;
import io.coreautomation.cli.output.TextTable;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.RunView.ActionView;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Actions as rows whose columns are as wide as the run's own names ask for. */
public final class Rows {
  private static final int LONGEST_NAME = 36;
  private static final int WIDEST_WORD = 12;

  private final Map<String, String> accountNames;
  private final boolean simulated;
  private final Style style;
  private final String shortId;
  private final TaskVerb task;
  private final int nameWidth;
  private final int accountWidth;
  private final int regionWidth;

  /**
   * Rows of a run.
   *
   * @param accountNames by account id
   * @param simulated whether times are the world's own and not the clock's
   */
  public Rows(RunView run, Map<String, String> accountNames, boolean simulated, Style style) {
    this.accountNames = Map.copyOf(accountNames);
    this.simulated = simulated;
    this.style = style;
    this.shortId = run.run().id().shortId();
    this.task = run.run().task();
    var name = 4;
    var account = 0;
    var region = 0;
    for (var action : run.actions()) {
      name = Math.max(name, Math.min(LONGEST_NAME, action.name().length()));
      var target = action.target();
      if (target != null) {
        account = Math.max(account, account(target.account()).length());
        region = Math.max(region, target.region().length());
      }
    }
    this.nameWidth = name;
    this.accountWidth = account;
    this.regionWidth = region;
  }

  /** One action in one line, cut to a width. */
  public String row(ActionView action, int width) {
    var text = new StringBuilder("  ").append(mark(action.status())).append(' ');
    text.append(TextTable.padded(cut(action.name(), nameWidth), nameWidth)).append("  ");
    text.append(place(action)).append(word(action));
    var line = cut(text.toString(), width).stripTrailing();
    return switch (action.status()) {
      case COMPLETE -> line.replaceFirst("✓", style.good("✓"));
      case FAILED, UNKNOWN -> line.replaceFirst("[✗?]", style.bad(mark(action.status())));
      case STARTING, RUNNING, CANCELLING -> line.replaceFirst("▸", style.busy("▸"));
      case PENDING, SKIPPED, CANCELLED -> style.faint(line);
    };
  }

  /** The row of an action and, if it failed, what went wrong, where, and how to mend it. */
  public List<String> block(ActionView action, int width) {
    var lines = new ArrayList<String>();
    lines.add(row(action, width));
    var failure = action.failure();
    if (failure != null) {
      lines.add("    " + failure.message());
      var parts = new ArrayList<String>();
      var place = failure.source();
      if (place != null && !place.file().equals(action.source().file())) {
        parts.add(place.toString());
      }
      parts.add("from " + action.source().file() + ":" + action.source().line());
      if (!failure.mend().isEmpty()) {
        parts.add("mend: " + failure.mend());
      }
      lines.add("    " + String.join(" · ", parts));
      lines.add("    core show " + shortId + " " + action.id());
    }
    return lines;
  }

  /** {@code name account region}: an action without how it stands. */
  public String title(ActionView action) {
    return (TextTable.padded(cut(action.name(), nameWidth), nameWidth) + "  " + place(action))
        .stripTrailing();
  }

  private String place(ActionView action) {
    var target = action.target();
    if (accountWidth == 0) {
      return "";
    }
    return TextTable.padded(target == null ? "" : account(target.account()), accountWidth)
        + "  "
        + TextTable.padded(target == null ? "" : target.region(), regionWidth)
        + "  ";
  }

  private String account(String id) {
    return id + " " + accountNames.getOrDefault(id, "");
  }

  private String word(ActionView action) {
    var word =
        switch (action.status()) {
          case PENDING -> action.waitsFor().isEmpty() ? "not started" : waits(action);
          case STARTING -> "starting";
          case RUNNING -> "running";
          case CANCELLING -> "cancelling";
          case COMPLETE -> Objects.requireNonNullElse(action.change(), Change.NONE).word(task);
          case FAILED -> "failed";
          case SKIPPED -> "skipped";
          case CANCELLED -> "cancelled";
          case UNKNOWN -> "outcome unknown";
        };
    var took = action.worldTimeMs();
    return took == null || took == 0
        ? word
        : TextTable.padded(word, WIDEST_WORD)
            + Elapsed.text(Duration.ofMillis(took))
            + (simulated ? " (simulated)" : "");
  }

  private static String waits(ActionView action) {
    var first = action.waitsFor().getFirst();
    var name = first.contains("/") ? first.substring(0, first.indexOf('/')) : first;
    var more = action.waitsFor().size() - 1;
    return "waits for " + name + (more == 0 ? "" : " and " + more + " more");
  }

  private static String mark(ActionStatus status) {
    return switch (status) {
      case COMPLETE -> "✓";
      case FAILED -> "✗";
      case UNKNOWN -> "?";
      case STARTING, RUNNING, CANCELLING -> "▸";
      case PENDING -> "·";
      case SKIPPED, CANCELLED -> "-";
    };
  }

  static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }
}
