package io.coreautomation.cli.run;

import io.coreautomation.cli.folder.PackageDirectory;
import io.coreautomation.cli.output.Elapsed;
import io.coreautomation.cli.output.Screen;
import io.coreautomation.cli.platform.Platform;
import io.coreautomation.cli.progress.RunSummary;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.task.Deployment;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskOptions;
import io.coreautomation.framework.task.TaskType;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Carries a task out on the package of a folder: check, upload, compile, run, follow. */
public final class PackageRun {
  private final Platform platform;
  private final Screen screen;
  private final RunFollower follower;
  private final Consent consent;
  private final LongSupplier nanos;

  /**
   * On a platform that is open.
   *
   * @param consent to a rollback that can take back only a part
   * @param nanos a clock for how long things take
   */
  public PackageRun(
      Platform platform, Screen screen, RunFollower follower, Consent consent, LongSupplier nanos) {
    this.platform = platform;
    this.screen = screen;
    this.follower = follower;
    this.consent = consent;
    this.nanos = nanos;
  }

  /** Carries it out and returns the exit code. */
  public int carryOut(
      PackageDirectory folder, Deployment deployment, TaskVerb verb, TaskOptions options) {
    return finish(run(folder, deployment, verb, options));
  }

  /** Carries it out and returns how it ended. */
  RunView run(PackageDirectory folder, Deployment deployment, TaskVerb verb, TaskOptions options) {
    platform.seed(folder.path(), deployment.coordinates());
    var uploaded = platform.upload(folder.path(), deployment.coordinates());
    var digest = uploaded.ref().digest();
    screen.line(
        "package   "
            + folder.shortName()
            + " "
            + counted(uploaded.files(), "file")
            + ", "
            + counted(uploaded.templates(), "template")
            + (digest == null ? "" : " · " + digest.abbreviated()));
    var asked = new Task(verb, TaskType.DEPLOYSPEC, deployment, uploaded.ref(), options, null);
    // A teardown takes back what was deployed: no list of its own is compiled here.
    if (verb == TaskVerb.TEARDOWN) {
      return resumedOr(deployment.coordinates().prn(), run -> run.task() == verb, asked);
    }
    var compiled = consent.with(asked, task -> compile(folder, task));
    return resumedOr(
        deployment.coordinates().prn(),
        run -> run.task() == verb && compiled.result().equals(run.listDigest()),
        compiled.task());
  }

  /**
   * Brings runs of a deployment that a killed process left behind to their end, then submits a task
   * and follows it.
   *
   * @param same whether such a run did just what is asked for now: then nothing is submitted
   */
  RunView resumedOr(Prn prn, Predicate<RunRow> same, Task task) {
    Optional<RunView> resumed = Optional.empty();
    for (var row : platform.unfinished()) {
      if (row.prn().equals(prn) && row.parent() == null) { // parts go on with their whole
        requireNotSuspended(row);
        screen.talk("run " + row.runId().shortId() + " was left unfinished: it goes on first");
        platform.resume(row.runId());
        var end = follower.follow(row.runId());
        // Looked up again: one that had not been compiled yet has its list only now.
        if (same.test(platform.find(row.runId().text()))) {
          resumed = Optional.of(end);
        }
      }
    }
    return resumed.orElseGet(() -> follower.follow(consent.with(task, platform::submit).result()));
  }

  /** Shows the machine-readable result and tells the exit code. */
  public int finish(RunView end) {
    screen.document(end.json());
    return new RunSummary(end).exitCode();
  }

  private Digest compile(PackageDirectory folder, Task task) {
    var began = nanos.getAsLong();
    var compiled = platform.compile(folder.path(), task);
    var took = Duration.ofNanos(nanos.getAsLong() - began);
    compiled.notes().forEach(note -> screen.talk("note: " + note.text()));
    screen.line("compiled  " + sizes(compiled.list()) + " · " + Elapsed.text(took));
    return compiled.list().digest();
  }

  /** Somebody holds it for a reason: only a person lets it go on. */
  private static void requireNotSuspended(RunRow row) {
    if (row.status().state() == RunStatus.State.SUSPENDED) {
      var id = row.runId().shortId();
      throw new ProblemException(
          Problem.of(
              ProblemCode.LOCKED,
              "run " + id + " of the same coordinates is suspended",
              "Let it go on, or call it off: core resume " + id + ", core cancel " + id + "."));
    }
  }

  private static String sizes(ActionList list) {
    var targets = list.actions().stream().map(Action::target).filter(Objects::nonNull).toList();
    return counted(list.actions().size(), "action")
        + " · "
        + counted((int) targets.stream().map(Target::account).distinct().count(), "account")
        + " · "
        + counted((int) targets.stream().map(Target::region).distinct().count(), "region");
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
