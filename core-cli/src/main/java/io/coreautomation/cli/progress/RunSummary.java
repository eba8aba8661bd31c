package io.coreautomation.cli.progress;

import io.coreautomation.cli.output.Elapsed;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.RunView.ActionView;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a run ended, in a line and an exit code. */
public final class RunSummary {
  /** Nobody waits for the run any longer; it can go on. */
  private static final int STANDS_STILL = 5;

  /** The world was not as the plan says, or others work on the same. */
  private static final int REFUSED = ProblemCode.PLAN_STALE.category().exitCode();

  private final RunView view;
  private final State wanted;

  /** Of a run that was wanted to be carried out. */
  public RunSummary(RunView view) {
    this(view, State.COMPLETE);
  }

  /**
   * Of a run that was wanted to get somewhere.
   *
   * @param wanted such as CANCELLED; a run that is COMPLETE by then is as good
   */
  public RunSummary(RunView view, State wanted) {
    this.view = view;
    this.wanted = wanted;
  }

  /**
   * 0 if what was asked is so, 1 if the run ended otherwise, 3 if it was refused before anything
   * was done, 5 if it has not ended.
   */
  public int exitCode() {
    var state = state();
    return switch (state) {
      case COMPLETE -> 0;
      case FAILED, CANCELLED -> state == wanted ? 0 : isRefused() ? REFUSED : 1;
      case REQUESTED, IN_PROGRESS, SUSPENDED, STALLED -> state == wanted ? 0 : STANDS_STILL;
    };
  }

  private boolean isRefused() {
    var begun = view.actions().stream().filter(a -> a.status() != ActionStatus.PENDING).toList();
    return begun.isEmpty()
        ? view.run().problems().stream().anyMatch(p -> p.code().equals(ProblemCode.LOCKED.name()))
        : begun.stream()
            .map(ActionView::failure)
            .allMatch(f -> f != null && f.code().equals(ProblemCode.PLAN_STALE.name()));
  }

  private State state() {
    return RunStatus.parse(view.run().status()).state();
  }

  /**
   * What was done.
   *
   * @param worldTime that passed; null where it is the clock's, or not known
   */
  public String line(@Nullable Duration worldTime) {
    return switch (state()) {
      case COMPLETE -> success(worldTime);
      case CANCELLED -> "cancelled: " + counts();
      case SUSPENDED -> "suspended: " + counts();
      case FAILED -> counts();
      case REQUESTED, IN_PROGRESS, STALLED -> "stands still: " + counts();
    };
  }

  private String success(@Nullable Duration worldTime) {
    var parts = new ArrayList<String>();
    parts.add(count(ActionStatus.COMPLETE) + " of " + view.actions().size() + " complete");
    parts.add(String.join(", ", changes()));
    var took = view.run().getDurationMs();
    if (took != null) {
      parts.add(
          Elapsed.text(Duration.ofMillis(took))
              + (worldTime == null || worldTime.isZero()
                  ? ""
                  : " (" + Elapsed.text(worldTime) + " simulated)"));
    }
    return String.join(" · ", parts);
  }

  private List<String> changes() {
    return view.run().task() == TaskVerb.PLAN ? planned() : done();
  }

  private List<String> planned() {
    var words = new ArrayList<String>();
    add(words, Change.CREATE, "to create", true);
    add(words, Change.UPDATE, "to update", true);
    add(words, Change.REPLACE, "to replace", false);
    add(words, Change.DELETE, "to delete", false);
    add(words, Change.UNKNOWN, "known after apply", false);
    add(words, Change.NO_CHANGE, "unchanged", true);
    return words;
  }

  private List<String> done() {
    var teardown = view.run().task() == TaskVerb.TEARDOWN;
    var words = new ArrayList<String>();
    add(words, Change.CREATE, "created", !teardown);
    add(words, Change.UPDATE, "updated", !teardown);
    add(words, Change.REPLACE, "replaced", false);
    add(words, Change.DELETE, "deleted", teardown);
    add(words, Change.NO_CHANGE, "unchanged", !teardown);
    var other =
        view.actions().stream()
            .filter(a -> a.change() == null || a.change() == Change.NONE)
            .count();
    if (other > 0) {
      words.add(other + " other");
    }
    return words;
  }

  private void add(List<String> words, Change change, String word, boolean always) {
    var count = view.actions().stream().filter(a -> a.change() == change).count();
    if (always || count > 0) {
      words.add(count + " " + word);
    }
  }

  private String counts() {
    var parts = new ArrayList<String>();
    for (var status :
        List.of(
            ActionStatus.FAILED,
            ActionStatus.UNKNOWN,
            ActionStatus.CANCELLED,
            ActionStatus.SKIPPED,
            ActionStatus.STARTING,
            ActionStatus.RUNNING,
            ActionStatus.CANCELLING,
            ActionStatus.COMPLETE)) {
      var count = count(status);
      if (count > 0 || status == ActionStatus.COMPLETE) {
        parts.add(
            count + " " + (status == ActionStatus.UNKNOWN ? "of unknown outcome" : lower(status)));
      }
    }
    var waiting = count(ActionStatus.PENDING);
    if (waiting > 0) {
      var failed =
          view.actions().stream()
              .filter(a -> a.status() == ActionStatus.FAILED || a.status() == ActionStatus.UNKNOWN)
              .map(ActionView::name)
              .distinct()
              .collect(Collectors.joining(", "));
      parts.add(waiting + " not started" + (failed.isEmpty() ? "" : " (waits for " + failed + ")"));
    }
    return String.join(", ", parts) + " · exit " + exitCode();
  }

  private static String lower(ActionStatus status) {
    return status.name().toLowerCase(java.util.Locale.ROOT);
  }

  private long count(ActionStatus status) {
    return view.actions().stream().filter(a -> a.status() == status).count();
  }
}
