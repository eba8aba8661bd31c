package io.coreautomation.cli.run;

import io.coreautomation.cli.folder.PackageDirectory;
import io.coreautomation.cli.output.Screen;
import io.coreautomation.cli.platform.Platform;
import io.coreautomation.cli.progress.PlanText;
import io.coreautomation.cli.progress.RunSummary;
import io.coreautomation.db.account.Account;
import io.coreautomation.db.run.PlanRow;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.task.Deployment;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskOptions;
import io.coreautomation.framework.task.TaskType;
import io.coreautomation.framework.task.TaskVerb;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans: made, carried out, dropped. */
public final class PlanRuns {
  /** Of {@code --detailed-exit-code}: the plan has changes. */
  private static final int CHANGES = 6;

  private final Platform platform;
  private final Screen screen;
  private final PackageRun packages;

  public PlanRuns(Platform platform, Screen screen, PackageRun packages) {
    this.platform = platform;
    this.screen = screen;
    this.packages = packages;
  }

  /**
   * Plans the package of a folder and shows the plan.
   *
   * @param detailed whether the exit code tells changes
   */
  public int plan(
      PackageDirectory folder, Deployment deployment, TaskOptions options, boolean detailed) {
    var end = packages.run(folder, deployment, TaskVerb.PLAN, options);
    var digest = end.run().plan();
    if (digest == null) {
      return packages.finish(end);
    }
    var row = platform.findPlan(digest.toString());
    var plan = platform.plan(row);
    screen.line("");
    screen.lines(new PlanText(plan, accountNames(), screen.style()).lines());
    screen.line("");
    screen.lines(PlanText.commands(row, folder.name()));
    screen.document(end.json().set("plan", Json.tree(plan)));
    return detailed && plan.hasChanges() ? CHANGES : new RunSummary(end).exitCode();
  }

  /**
   * Carries a plan out.
   *
   * @param text its digest, or the beginning of it
   * @param asked the deployment that it must be of; null where any will do
   */
  public int apply(String text, @Nullable Deployment asked, TaskOptions options) {
    var row = platform.findPlan(text);
    var task = task(TaskVerb.APPLY, row, asked, options);
    return packages.finish(
        packages.resumedOr(
            row.prn(),
            run -> run.task() == TaskVerb.APPLY && row.digest().equals(run.planDigest()),
            task));
  }

  /** Drops a plan. */
  public int drop(String text) {
    var row = platform.findPlan(text);
    var task = task(TaskVerb.PLAN, row, null, TaskOptions.DEFAULT);
    RunView end = packages.resumedOr(row.prn(), run -> false, task);
    screen.line("dropped   " + row.digest());
    return packages.finish(end);
  }

  private static Task task(
      TaskVerb verb, PlanRow row, @Nullable Deployment asked, TaskOptions options) {
    return new Task(
        verb,
        TaskType.DEPLOYSPEC,
        asked == null ? new Deployment(row.coordinates(), null, null, Map.of()) : asked,
        null,
        new TaskOptions(
            options.force(),
            false,
            options.onFailure(),
            options.maxParallel(),
            options.onLocked(),
            row.digest(),
            false,
            options.partialRollback()),
        null);
  }

  private Map<String, String> accountNames() {
    return platform.accounts().stream().collect(Collectors.toMap(Account::id, Account::name));
  }
}
