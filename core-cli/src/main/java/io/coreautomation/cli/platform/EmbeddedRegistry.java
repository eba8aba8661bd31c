package io.coreautomation.cli.platform;

import io.coreautomation.db.account.Account;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.lock.Lock;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.operate.Answer;
import io.coreautomation.execute.operate.Wish;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.local.embedded.LocalRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The registry of a home, beside whoever has its world. */
record EmbeddedRegistry(LocalRegistry registry, RegistryRows rows, boolean isSimulated)
    implements Registry {
  EmbeddedRegistry(LocalRegistry registry, boolean isSimulated) {
    this(registry, new RegistryRows(registry.tables()), isSimulated);
  }

  @Override
  public String world() {
    return registry.world();
  }

  @Override
  public Optional<Instant> worldNow() {
    return Optional.empty();
  }

  @Override
  public Optional<String> holder() {
    return registry.holder();
  }

  @Override
  public RunView view(RunId run) {
    return registry.view(run);
  }

  @Override
  public Optional<RunId> part(RunId whole, RunView.ActionView action) {
    return rows.part(whole, action);
  }

  @Override
  public RunView follow(RunId run, Consumer<RunView> listener) throws InterruptedException {
    return registry.follow(run, listener);
  }

  @Override
  public List<RunRow> unfinished() {
    return rows.unfinished();
  }

  @Override
  public RunRow find(String digits) {
    return rows.find(digits);
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
  public Path reportFile(RunId run, String extension) {
    return registry.reportFile(run, extension);
  }

  @Override
  public void requireKinds(RunRow row, Kinds kinds) {
    registry.requireKinds(row, kinds);
  }

  @Override
  public Answer request(Wish wish) {
    return registry.operator().request(wish);
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
    return registry.operator().unlock(run, force, reason, principal);
  }

  @Override
  public void close() {
    registry.close();
  }
}
