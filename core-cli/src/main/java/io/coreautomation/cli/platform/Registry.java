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
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may ask of a platform at any time, also while another process has its world: what
 * runs there are, how they stand, who holds what; and what operators ask of runs.
 */
public interface Registry extends AutoCloseable {
  /** What people call it: {@code twin (.core)}. */
  String world();

  /** Whether the world is a simulation, whose time is not the clock's. */
  boolean isSimulated();

  /** The world's time, where this process has the world. */
  Optional<Instant> worldNow();

  /** Who has the world, for people: {@code process 1234 (run deploy …)}; nothing if nobody has. */
  Optional<String> holder();

  RunView view(RunId run);

  /** The run that carried out an action of another one; nothing if none was begun for it. */
  Optional<RunId> part(RunId whole, RunView.ActionView action);

  /**
   * Follows a run, telling the listener of each change, to its end; or until it is suspended and
   * nothing of it is under way, or nobody has the world any more.
   */
  RunView follow(RunId run, Consumer<RunView> listener) throws InterruptedException;

  /** Runs that are not at their end, oldest first. */
  List<RunRow> unfinished();

  /** The run whose id begins or ends so. */
  RunRow find(String digits);

  /** The newest runs, newest first. */
  List<RunRow> newest(int limit);

  List<Account> accounts();

  /** Where the report of a run lies once it is written. */
  Path reportFile(RunId run, String extension);

  /**
   * Makes sure that a run could go on with some kinds: what is asked of one that cannot stays
   * undone.
   *
   * @throws io.coreautomation.framework.problem.ProblemException with each kind that is missing
   */
  default void requireKinds(RunRow row, Kinds kinds) {} // who works on runs has them

  /** Asks something of a run; who has the world has the run see to it. */
  Answer request(Wish wish);

  /** Whether something was asked of the run that it has not seen to. */
  boolean isAsked(RunId run);

  /** What came of a command, once the run has seen to it. */
  Optional<String> outcome(Command command);

  /** All locks that runs hold, by name. */
  List<Lock> locks();

  /** Who stands in line for a lock, first come first. */
  List<Lock> waiters(String lock);

  /**
   * Takes a run's locks from it.
   *
   * @param force even if it is not at its end
   * @return those that it held
   */
  List<Lock> unlock(RunId run, boolean force, @Nullable String reason, String principal);

  @Override
  void close();
}
