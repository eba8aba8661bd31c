package io.coreautomation.cli.progress;

import io.coreautomation.cli.output.Style;
import io.coreautomation.cli.output.TextTable;
import io.coreautomation.db.run.PlanRow;
import io.coreautomation.framework.plan.PlanDocument;
import io.coreautomation.framework.plan.PlannedAction;
import io.coreautomation.framework.plan.PlannedResource;
import io.coreautomation.framework.plan.Replacement;
import io.coreautomation.framework.run.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A plan before people's eyes: what changes, by action and resource, and the sum of it. */
public final class PlanText {
  private static final String INDENT = "      ";

  private final PlanDocument plan;
  private final Map<String, String> accountNames;
  private final Style style;

  /**
   * A plan.
   *
   * @param accountNames by account id
   */
  public PlanText(PlanDocument plan, Map<String, String> accountNames, Style style) {
    this.plan = plan;
    this.accountNames = Map.copyOf(accountNames);
    this.style = style;
  }

  /** What changes, and the sum. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    for (var action : plan.actions()) {
      if (action.preview().change() != Change.NO_CHANGE
          && action.preview().change() != Change.NONE) {
        lines.addAll(block(action));
      }
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(sum());
    return lines;
  }

  private List<String> block(PlannedAction action) {
    var preview = action.preview();
    var lines = new ArrayList<String>();
    lines.add(marked("  ", preview.change(), title(action) + "  " + preview.change().future()));
    var resources = preview.resources();
    var width = resources.stream().mapToInt(r -> r.logicalId().length()).max().orElse(0);
    resources.forEach(
        r ->
            lines.add(
                marked(
                    INDENT,
                    r.action(),
                    (TextTable.padded(r.logicalId(), width) + "  " + r.type() + why(r)))));
    preview.needs().forEach(need -> lines.add(INDENT + "… with " + need + ", known after apply"));
    preview.warnings().forEach(warning -> lines.add(INDENT + "! " + warning));
    preview.irreversible().forEach(why -> lines.add(INDENT + style.bad("! irreversible: " + why)));
    return lines;
  }

  private String title(PlannedAction action) {
    var target = action.target();
    return target == null
        ? action.name()
        : action.name()
            + "  "
            + (target.account() + " " + accountNames.getOrDefault(target.account(), ""))
                .stripTrailing()
            + "  "
            + target.region();
  }

  private static String why(PlannedResource resource) {
    var text = new StringBuilder();
    if (resource.replacement() == Replacement.ALWAYS) {
      text.append("  made anew for ").append(String.join(", ", resource.replacedProperties()));
    }
    if (resource.replacement() == Replacement.CONDITIONAL) {
      text.append("  perhaps made anew for ")
          .append(String.join(", ", resource.replacedProperties()));
    }
    if (!resource.reasons().isEmpty()) {
      text.append("  (").append(String.join("; ", resource.reasons())).append(')');
    }
    return text.toString();
  }

  private String marked(String indent, Change change, String text) {
    var mark =
        switch (change) {
          case CREATE -> style.good("+");
          case UPDATE -> style.busy("~");
          case REPLACE -> style.bad("-/+");
          case DELETE -> style.bad("-");
          case UNKNOWN -> "?";
          case NO_CHANGE, NONE -> " ";
        };
    return indent + mark + " " + text;
  }

  private String sum() {
    if (!plan.hasChanges()) {
      return "no changes · " + plan.count(Change.NO_CHANGE) + " unchanged";
    }
    var parts = new ArrayList<String>();
    for (var change :
        List.of(Change.CREATE, Change.UPDATE, Change.REPLACE, Change.DELETE, Change.UNKNOWN)) {
      if (plan.count(change) > 0) {
        parts.add(plan.count(change) + " " + change.future());
      }
    }
    parts.add(plan.count(Change.NO_CHANGE) + " unchanged");
    var lasting =
        plan.actions().stream().filter(a -> !a.preview().irreversible().isEmpty()).count();
    return String.join(", ", parts) + (lasting == 0 ? "" : " · " + lasting + " irreversible");
  }

  /** How to go on from a plan. */
  public static List<String> commands(PlanRow plan, String folder) {
    var digest = plan.digest().abbreviated();
    return List.of(
        "plan      " + plan.digest(),
        "until     " + plan.expiresAt(),
        "apply     core apply " + folder + " --plan " + digest,
        "drop      core plan --drop " + digest);
  }
}
