package io.coreautomation.execute.report;

import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.RunView.ActionView;
import io.coreautomation.framework.shape.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run's report for people: what failed first, then every action, then the outputs. */
final class MarkdownReport {
  private final RunView view;
  private final StringBuilder text = new StringBuilder();

  MarkdownReport(RunView view) {
    this.view = view;
  }

  String text() {
    var run = view.run();
    line("# Run %s: %s", run.id().shortId(), run.status());
    line("");
    line("| | |");
    line("|---|---|");
    line("| task | %s |", run.task().label());
    line("| deployment | %s |", run.coordinates().path());
    line("| world | %s |", run.world());
    line("| id | %s |", run.id());
    if (run.startedAt() != null) {
      line("| started | %s |", run.startedAt());
    }
    line("| ended | %s |", run.endedAt());
    var took = run.getDurationMs();
    if (took != null) {
      line("| took | %s |", Durations.text(Duration.ofMillis(took)));
    }
    if (run.plan() != null) {
      line("| plan | %s |", run.plan());
    }
    line("| actions | %s |", counts());
    view.trusted().ifPresent(trusted -> line("| registry | %s |", trusted));
    problems();
    failures();
    actions();
    outputs();
    return text.toString();
  }

  private String counts() {
    return view.actions().stream()
        .collect(Collectors.groupingBy(ActionView::status, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .map(e -> e.getValue() + " " + word(e.getKey()))
        .collect(Collectors.joining(", "));
  }

  private void problems() {
    for (var problem : view.run().problems()) {
      line("");
      line("%s: %s.", problem.code(), problem.message());
      if (!problem.mend().isEmpty()) {
        line("");
        line("- mend: %s", problem.mend());
      }
    }
  }

  private void failures() {
    var failed = view.actions().stream().filter(a -> a.failure() != null).toList();
    if (failed.isEmpty()) {
      return;
    }
    line("");
    line("## What failed");
    for (var action : failed) {
      var failure = java.util.Objects.requireNonNull(action.failure());
      line("");
      line("### %s", action.id());
      line("");
      line("%s: %s.", failure.code(), failure.message());
      line("");
      if (failure.source() != null) {
        line("- where: %s", failure.source());
      }
      line("- from: %s", action.source());
      if (!failure.mend().isEmpty()) {
        line("- mend: %s", failure.mend());
      }
    }
  }

  private void actions() {
    var run = view.run();
    line("");
    line("## Actions");
    line("");
    line("| action | target | kind | status | change | took |");
    line("|---|---|---|---|---|---|");
    for (var action : view.actions()) {
      line(
          "| %s | %s | %s | %s | %s | %s |",
          action.name(),
          target(action.target()),
          action.kind(),
          word(action.status()),
          action.change() == null ? "" : action.change().word(run.task()),
          action.worldTimeMs() == null
              ? ""
              : Durations.text(Duration.ofMillis(action.worldTimeMs())));
    }
  }

  private void outputs() {
    var withOutputs = view.actions().stream().filter(a -> !a.outputs().isEmpty()).toList();
    if (withOutputs.isEmpty()) {
      return;
    }
    line("");
    line("## Outputs");
    for (var action : withOutputs) {
      line("");
      line("### %s", action.id());
      line("");
      line("| output | value |");
      line("|---|---|");
      action.outputs().forEach((key, value) -> line("| %s | `%s` |", key, cell(value)));
    }
  }

  private static String cell(String value) {
    return value.replace("|", "\\|").replace("\n", " ");
  }

  private static String target(@Nullable Target target) {
    return target == null ? "" : target.toString();
  }

  private static String word(ActionStatus status) {
    return status == ActionStatus.PENDING ? "not started" : status.name().toLowerCase(Locale.ROOT);
  }

  private void line(String format, @Nullable Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
