package io.coreautomation.cli.run;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.output.Screen;
import io.coreautomation.cli.platform.Registry;
import io.coreautomation.cli.progress.LiveTable;
import io.coreautomation.cli.progress.PlainLines;
import io.coreautomation.cli.progress.Progress;
import io.coreautomation.cli.progress.Rows;
import io.coreautomation.cli.progress.RunSummary;
import io.coreautomation.cli.progress.RunText;
import io.coreautomation.db.account.Account;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Follows runs to their ends before a person's eyes. */
public final class RunFollower {
  private final Surroundings surroundings;
  private final Screen screen;
  private final Registry registry;
  private final String world;
  private final State wanted;
  private final Set<String> told = new HashSet<>();

  /** Follows runs that are wanted to be carried out. */
  public RunFollower(Surroundings surroundings, Screen screen, Registry registry, String world) {
    this(surroundings, screen, registry, world, State.COMPLETE);
  }

  /**
   * Follows runs.
   *
   * @param world the options that name it, for calls that a person may copy
   * @param wanted what the runs should come to
   */
  public RunFollower(
      Surroundings surroundings, Screen screen, Registry registry, String world, State wanted) {
    this.surroundings = surroundings;
    this.screen = screen;
    this.registry = registry;
    this.world = world;
    this.wanted = wanted;
  }

  /**
   * Follows a run that was started, and shows how it ended, or where it stands still.
   *
   * @return how it stands then
   * @throws RunInterruptedException if this thread is interrupted meanwhile
   */
  public RunView follow(RunId run) {
    var began = registry.worldNow();
    var first = registry.view(run);
    screen.line(RunText.heading(first.run()));
    screen.line("");
    var rows = rows(first);
    var progress = progress(rows);
    RunView end;
    try {
      end =
          registry.follow(
              run,
              view -> {
                tellWaiting(view);
                progress.update(view);
              });
    } catch (InterruptedException e) {
      throw registry.worldNow().isPresent()
          ? RunInterruptedException.paused(run, world, e)
          : RunInterruptedException.detached(run, world, e);
    }
    progress.end(end);
    var took =
        registry.isSimulated() && began.isPresent()
            ? Duration.between(began.get(), registry.worldNow().orElseThrow())
            : null;
    result(end, rows, took);
    return end;
  }

  /** Shows a run as it stands, and does not wait. */
  public void show(RunView run) {
    var rows = rows(run);
    screen.line(RunText.heading(run.run()));
    screen.line("status    " + run.run().status());
    screen.line("");
    var width =
        surroundings.terminal().isInteractive()
            ? surroundings.terminal().size().columns() - 1
            : Integer.MAX_VALUE;
    run.actions().forEach(action -> screen.lines(rows.block(action, width)));
    if (run.run().endedAt() != null) {
      result(run, rows, null);
    }
  }

  /** A live table shows it among its rows. */
  private void tellWaiting(RunView run) {
    if (screen.isText() && surroundings.terminal().isInteractive()) {
      return;
    }
    for (var problem : run.run().problems()) {
      if (run.run().endedAt() == null && told.add(problem.message())) {
        screen.talk(RunText.waiting(problem));
      }
    }
  }

  private void result(RunView run, Rows rows, @Nullable Duration worldTime) {
    var summary = new RunSummary(run, wanted);
    if (run.run().endedAt() != null) {
      run.run().problems().forEach(problem -> screen.talk(RunText.problem(problem)));
    }
    screen.line(summary.line(worldTime));
    run.trusted().ifPresent(screen::line);
    var id = run.run().id();
    if (run.run().task() == TaskVerb.PLAN && summary.exitCode() == 0) {
      return; // the plan says the rest
    }
    var outputs = RunText.outputs(run, rows);
    // After a failure they would push it off the screen.
    if (!outputs.isEmpty() && summary.exitCode() == 0) {
      screen.line("");
      screen.lines(outputs);
    }
    screen.line("");
    if (run.run().endedAt() == null) {
      screen.line("go on     core resume " + id.shortId() + world);
    } else {
      screen.line("outputs   core outputs " + id.shortId() + world);
      screen.line("report    " + surroundings.shown(registry.reportFile(id, "md")));
    }
    screen.line("again     core show " + id.shortId() + world);
  }

  private Rows rows(RunView run) {
    return new Rows(run, accountNames(), registry.isSimulated(), screen.style());
  }

  private Progress progress(Rows rows) {
    if (!screen.isText()) {
      return Progress.SILENT;
    }
    return surroundings.terminal().isInteractive()
        ? new LiveTable(surroundings.out(), surroundings.terminal(), rows)
        : new PlainLines(surroundings.out(), rows);
  }

  private Map<String, String> accountNames() {
    return registry.accounts().stream().collect(Collectors.toMap(Account::id, Account::name));
  }
}
