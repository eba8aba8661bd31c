package io.coreautomation.cli;

import io.coreautomation.cli.platform.Registry;
import io.coreautomation.db.account.Account;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.lock.Lock;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.execute.operate.Answer;
import io.coreautomation.execute.operate.Wish;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.local.embedded.EmbeddedSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A scripted platform as it is seen by who has not its world. */
record ScriptedRegistry(ScriptedPlatform platform, EmbeddedSettings settings) implements Registry {
  @Override
  public String world() {
    return platform.world();
  }

  @Override
  public boolean isSimulated() {
    return platform.isSimulated();
  }

  @Override
  public Optional<Instant> worldNow() {
    return Optional.empty();
  }

  @Override
  public Optional<String> holder() {
    return platform.holder();
  }

  @Override
  public RunView view(RunId run) {
    return platform.view(run);
  }

  @Override
  public Optional<RunId> part(RunId whole, RunView.ActionView action) {
    return Optional.empty();
  }

  @Override
  public RunView follow(RunId run, Consumer<RunView> listener) throws InterruptedException {
    return platform.watched(listener);
  }

  @Override
  public List<RunRow> unfinished() {
    return platform.unfinished();
  }

  @Override
  public RunRow find(String digits) {
    return platform.find(digits);
  }

  @Override
  public List<RunRow> newest(int limit) {
    return platform.newest(limit);
  }

  @Override
  public List<Account> accounts() {
    return platform.accounts();
  }

  @Override
  public Path reportFile(RunId run, String extension) {
    return settings.home().resolve("report." + extension);
  }

  @Override
  public Answer request(Wish wish) {
    return platform.request(wish);
  }

  @Override
  public boolean isAsked(RunId run) {
    return platform.isAsked(run);
  }

  @Override
  public Optional<String> outcome(Command command) {
    return platform.outcome(command);
  }

  @Override
  public List<Lock> locks() {
    return platform.locks();
  }

  @Override
  public List<Lock> waiters(String lock) {
    return platform.waiters(lock);
  }

  @Override
  public List<Lock> unlock(RunId run, boolean force, @Nullable String reason, String principal) {
    return platform.unlock(run, force, reason, principal);
  }

  @Override
  public void close() {}
}
