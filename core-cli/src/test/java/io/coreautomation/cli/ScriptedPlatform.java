package io.coreautomation.cli;

import io.coreautomation.cli.platform.Platform;
import io.coreautomation.cli.platform.Platforms;
import io.coreautomation.cli.platform.Registry;
import io.coreautomation.db.account.Account;
import io.coreautomation.db.account.AccountStatus;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.lock.Lock;
import io.coreautomation.db.run.PlanRow;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.execute.operate.Answer;
import io.coreautomation.execute.operate.Wish;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.Irreversible;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.plan.PlanDocument;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.task.PackageRef;
import io.coreautomation.framework.task.Task;
import io.coreautomation.local.embedded.EmbeddedSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A platform whose runs go as a test wrote them down; it remembers what was asked of it. */
final class ScriptedPlatform implements Platform, Platforms {
  final List<String> calls = new ArrayList<>();
  final List<Task> submitted = new ArrayList<>();
  final List<EmbeddedSettings> opened = new ArrayList<>();
  final List<RunRow> unfinished = new ArrayList<>();
  final List<Lock> locks = new ArrayList<>();
  final List<Lock> waiters = new ArrayList<>();
  Optional<String> holder = Optional.empty();
  Answer answer = new Answer(null, "");
  Optional<String> outcome = Optional.empty();
  private final List<RunView> frames;
  private Instant time = Views.START;
  private boolean interrupting;
  private boolean irreversible;

  /** Every run of it is seen in these states, one after the other. */
  ScriptedPlatform(RunView... frames) {
    this.frames = List.of(frames);
  }

  ScriptedPlatform interrupting() {
    interrupting = true;
    return this;
  }

  /** A rollback of what it runs could not take back all. */
  ScriptedPlatform irreversible() {
    irreversible = true;
    return this;
  }

  static ActionList list() {
    return ActionList.of(
        io.coreautomation.framework.task.TaskVerb.DEPLOY,
        Views.SHOP,
        OnFailure.DRAIN,
        List.of(
            Action.of(Views.id("network"), "AWS::CreateStack", new Source("deployspec.yaml", 2, 3))
                .name("network")
                .target(new Target("210000000011", "eu-west-1"))
                .build()));
  }

  @Override
  public Platform open(EmbeddedSettings settings) {
    opened.add(settings);
    return this;
  }

  @Override
  public Platform openInLine(EmbeddedSettings settings, Consumer<String> waiting) {
    holder.ifPresent(waiting);
    holder = Optional.empty();
    return open(settings);
  }

  @Override
  public Registry registry(EmbeddedSettings settings) {
    return new ScriptedRegistry(this, settings);
  }

  @Override
  public Optional<String> holder() {
    return holder;
  }

  @Override
  public Answer request(Wish wish) {
    calls.add("ask " + wish);
    return answer;
  }

  @Override
  public boolean isAsked(RunId run) {
    return false; // its runs see to all at once
  }

  @Override
  public Optional<String> outcome(Command command) {
    return outcome;
  }

  @Override
  public List<Lock> locks() {
    return locks;
  }

  @Override
  public List<Lock> waiters(String lock) {
    return waiters.stream().filter(waiter -> waiter.name().equals(lock)).toList();
  }

  @Override
  public List<Lock> unlock(RunId run, boolean force, @Nullable String reason, String principal) {
    calls.add("unlock " + run.shortId() + " force " + force + " " + reason + " by " + principal);
    return locks;
  }

  @Override
  public String world() {
    return "twin (.core)";
  }

  @Override
  public boolean isSimulated() {
    return true;
  }

  @Override
  public Instant worldTime() {
    return time;
  }

  @Override
  public KindCatalog kinds() {
    return new KindCatalog(List.of());
  }

  @Override
  public void seed(Path folder, Coordinates coordinates) {
    calls.add("seed " + folder.getFileName());
  }

  @Override
  public Uploaded upload(Path folder, Coordinates coordinates) {
    calls.add("upload " + coordinates.path());
    return new Uploaded(new PackageRef("packages/x.zip", Digest.of("x")), 4, 3);
  }

  @Override
  public Compiled compile(Path folder, Task task) {
    calls.add("compile " + task.verb().label());
    if (irreversible && !task.options().partialRollback()) {
      throw new ProblemException(
          new Irreversible(List.of("'old' is of the kind AWS::DeleteStack")).beforeTheRun(null));
    }
    return new Compiled(list(), List.of());
  }

  @Override
  public RunId submit(Task task) {
    calls.add("submit " + task.verb().label());
    submitted.add(task);
    return Views.RUN;
  }

  @Override
  public RunView view(RunId run) {
    return frames.getFirst();
  }

  @Override
  public Optional<RunId> part(RunId whole, RunView.ActionView action) {
    return Optional.empty();
  }

  @Override
  public RunView follow(RunId run, Consumer<RunView> listener) throws InterruptedException {
    calls.add("follow");
    frames.forEach(listener);
    time = time.plusSeconds(1_864);
    if (interrupting) {
      throw new InterruptedException();
    }
    return frames.getLast();
  }

  /** As another process sees it. */
  RunView watched(Consumer<RunView> listener) throws InterruptedException {
    calls.add("watch");
    frames.forEach(listener);
    if (interrupting) {
      throw new InterruptedException();
    }
    return frames.getLast();
  }

  @Override
  public List<RunRow> unfinished() {
    return unfinished;
  }

  @Override
  public void resume(RunId run) {
    calls.add("resume " + run.shortId());
  }

  @Override
  public RunRow find(String digits) {
    return unfinished.getFirst();
  }

  @Override
  public PlanRow findPlan(String digits) {
    throw new IllegalStateException("no script makes plans");
  }

  @Override
  public PlanDocument plan(PlanRow row) {
    throw new IllegalStateException("no script makes plans");
  }

  @Override
  public List<RunRow> newest(int limit) {
    return unfinished;
  }

  @Override
  public List<Account> accounts() {
    return List.of(
        new Account("shop-dev", "210000000011", null, Map.of(), List.of(), AccountStatus.ACTIVE));
  }

  @Override
  public List<Stack> stacks() {
    return List.of();
  }

  @Override
  public Path reportFile(RunId run, String extension) {
    return opened.getLast().home().resolve("report." + extension);
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
