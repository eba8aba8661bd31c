package io.coreautomation.cli.platform;

import io.coreautomation.db.account.Account;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.lock.Lock;
import io.coreautomation.db.run.PlanRow;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.execute.operate.Answer;
import io.coreautomation.execute.operate.Wish;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.plan.PlanDocument;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.task.Task;
import io.coreautomation.local.embedded.EmbeddedPlatform;
import io.coreautomation.local.embedded.EmbeddedSettings;
import io.coreautomation.local.embedded.LocalRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens the platform inside this process. */
public final class EmbeddedPlatforms implements Platforms {
  @Override
  public Platform open(EmbeddedSettings settings) {
    return new Embedded(EmbeddedPlatform.open(settings), isSimulated(settings));
  }

  @Override
  public Platform openInLine(EmbeddedSettings settings, Consumer<String> waiting) {
    return new Embedded(EmbeddedPlatform.openInLine(settings, waiting), isSimulated(settings));
  }

  @Override
  public Registry registry(EmbeddedSettings settings) {
    return new EmbeddedRegistry(LocalRegistry.open(settings), isSimulated(settings));
  }

  private static boolean isSimulated(EmbeddedSettings settings) {
    return settings.endpoint() == null;
  }

  private record Embedded(EmbeddedPlatform platform, RegistryRows rows, boolean isSimulated)
      implements Platform {
    Embedded(EmbeddedPlatform platform, boolean isSimulated) {
      this(platform, new RegistryRows(platform.tables()), isSimulated);
    }

    @Override
    public Optional<String> holder() {
      return Optional.of("this process");
    }

    @Override
    public Answer request(Wish wish) {
      return platform.operator().request(wish);
    }

    @Override
    public boolean isAsked(RunId run) {
      return rows.isAsked(run);
    }

    @Override
    public Optional<String> outcome(Command command) {
      return rows.outcome(command);
    }

    @Override
    public List<Lock> locks() {
      return rows.locks();
    }

    @Override
    public List<Lock> waiters(String lock) {
      return rows.waiters(lock);
    }

    @Override
    public List<Lock> unlock(RunId run, boolean force, @Nullable String reason, String principal) {
      return platform.operator().unlock(run, force, reason, principal);
    }

    @Override
    public String world() {
      return platform.world();
    }

    @Override
    public Instant worldTime() {
      return platform.time().now();
    }

    @Override
    public KindCatalog kinds() {
      return platform.kinds();
    }

    @Override
    public void seed(Path folder, Coordinates coordinates) {
      platform.seed(folder);
    }

    @Override
    public Uploaded upload(Path folder, Coordinates coordinates) {
      var uploaded = platform.upload(folder, coordinates);
      return new Uploaded(uploaded.ref(), uploaded.files(), uploaded.templates());
    }

    @Override
    public Compiled compile(Path folder, Task task) {
      var compilation = platform.compile(folder, task);
      return new Compiled(compilation.list(), compilation.notes());
    }

    @Override
    public RunId submit(Task task) {
      return platform.submit(task);
    }

    @Override
    public RunView view(RunId run) {
      return platform.view(run);
    }

    @Override
    public Optional<RunId> part(RunId whole, RunView.ActionView action) {
      return rows.part(whole, action);
    }

    @Override
    public RunView follow(RunId run, Consumer<RunView> listener) throws InterruptedException {
      return platform.follow(run, listener);
    }

    @Override
    public List<RunRow> unfinished() {
      return rows.unfinished();
    }

    @Override
    public void resume(RunId run) {
      platform.resume(run);
    }

    @Override
    public RunRow find(String digits) {
      return rows.find(digits);
    }

    @Override
    public PlanRow findPlan(String digits) {
      return platform.runs().plans().find(digits);
    }

    @Override
    public PlanDocument plan(PlanRow row) {
      return platform.plan(row);
    }

    @Override
    public List<RunRow> newest(int limit) {
      return rows.newest(limit);
    }

    @Override
    public List<Account> accounts() {
      return rows.accounts();
    }

    @Override
    public List<Stack> stacks() {
      return platform.stacks().stream()
          .map(
              stack ->
                  new Stack(
                      stack.account(),
                      stack.accountName(),
                      stack.region(),
                      stack.stackName(),
                      stack.stackId(),
                      stack.status(),
                      stack.outputs()))
          .toList();
    }

    @Override
    public Path reportFile(RunId run, String extension) {
      return platform.reportFile(run, extension);
    }

    @Override
    public void close() {
      platform.close();
    }
  }
}
