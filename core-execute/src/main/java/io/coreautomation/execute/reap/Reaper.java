package io.coreautomation.execute.reap;

import io.coreautomation.db.command.Commands;
import io.coreautomation.db.restart.RestartRow;
import io.coreautomation.db.restart.Restarts;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.sweep.Sweeps;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Concurrency;
import io.coreautomation.framework.door.Mailbox;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.logging.LogFields;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guarantee that every run goes on: no Catch of a state machine sees an execution that was
 * stopped, ran into a limit, or was never started.
 */
public final class Reaper {
  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

  /** A run so young is in the hands of who started it. */
  static final Duration GRACE = Duration.ofMinutes(2);

  /** The invoker has ten minutes, and is tried again by Lambda. */
  static final Duration REQUEST_PATIENCE = Duration.ofMinutes(15);

  /** Between restarts that got a run no further; the last one stands for all that follow. */
  static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1));

  private static final int PAGE = 100;
  private static final Pattern EXECUTION =
      Pattern.compile(
          "[a-z]+-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})-[0-9]+");

  private final Runs runs;
  private final Commands commands;
  private final Restarts restarts;
  private final Rounds rounds;
  private final NextGeneration next;
  private final Consumer<RunId> delivery;
  private final Mailbox mailbox;
  private final Concurrency concurrency;
  private final Clock wall;

  /**
   * A reaper.
   *
   * @param sweeps where sweeps that ran out of time go on
   * @param delivery brings a run what was asked of it
   */
  public Reaper(
      Runs runs,
      Commands commands,
      Restarts restarts,
      Sweeps sweeps,
      NextGeneration next,
      Consumer<RunId> delivery,
      Mailbox mailbox,
      Concurrency concurrency,
      Clock wall) {
    this.runs = runs;
    this.commands = commands;
    this.restarts = restarts;
    this.rounds = new Rounds(sweeps, wall);
    this.next = next;
    this.delivery = delivery;
    this.mailbox = mailbox;
    this.concurrency = concurrency;
    this.wall = wall;
  }

  /**
   * Looks at every run that is not at its end, and mends what is dead. What was asked of a run is
   * brought to it: who asked may have died before that, and a run that is over looks no more.
   *
   * @param time after which it begins no further page: the next sweep goes on there. What was asked
   *     has half of it
   */
  public Map<Finding, Integer> sweep(Duration time) {
    var found = new EnumMap<Finding, Integer>(Finding.class);
    var now = wall.instant();
    rounds.go(
        "commands",
        now.plus(time.dividedBy(2)),
        place -> commands.waiting(PAGE, place),
        page -> sweep(page, run -> swept(run, () -> delivered(run)), found));
    rounds.go(
        "runs",
        now.plus(time),
        place -> runs.unfinished(PAGE, place),
        page -> sweep(page, row -> swept(row.runId(), () -> looked(row)), found));
    return found;
  }

  private <T> void sweep(
      Collection<T> all, Function<T, Finding> each, Map<Finding, Integer> found) {
    concurrency
        .all(all.stream().map(one -> (Callable<Finding>) () -> each.apply(one)).toList())
        .forEach(finding -> found.merge(finding, 1, Integer::sum));
  }

  /**
   * Looks at the run of an execution that has ended without success.
   *
   * @param name of the execution; one that drives no run is left alone
   */
  public Finding executionEnded(String name) {
    var match = EXECUTION.matcher(name);
    if (!match.matches()) {
      return Finding.LEFT_ALONE;
    }
    var run = RunId.parse(match.group(1));
    try (var _ = LogFields.open().correlationId(run.text())) {
      return runs.get(run).map(this::mended).orElse(Finding.LEFT_ALONE);
    }
  }

  /** One run that cannot be looked at must not keep the others from it. */
  private static Finding swept(RunId run, Supplier<Finding> look) {
    try (var _ = LogFields.open().correlationId(run.text())) {
      return look.get();
    } catch (RuntimeException e) {
      LOG.error("the reaper could not look at run {}; the next sweep does", run, e);
      return Finding.UNKNOWN;
    }
  }

  private Finding delivered(RunId run) {
    delivery.accept(run);
    return Finding.DELIVERED;
  }

  private Finding looked(RunRow row) {
    return isOlder(row, GRACE) ? mended(row) : Finding.LEFT_ALONE;
  }

  private Finding mended(RunRow row) {
    if (row.isTerminal()) {
      return Finding.ENDED;
    }
    if (row.status().state() == State.SUSPENDED) {
      return Finding.LEFT_ALONE; // what is asked of it starts it, if that is needed
    }
    if (row.status().phase() == Phase.COMPILE) {
      return carriedOut(row);
    }
    var newest = next.newest(row);
    if (newest.isRunning()) {
      return Finding.ALIVE;
    }
    if (row.status().state() == State.REQUESTED
        && newest.status().isEmpty()
        && newest.generation() == row.generation()) {
      return carriedOut(row); // a later generation than the row's is no matter of its first doors
    }
    if (restarts.last(row.runId()).filter(last -> isTooSoon(last, newest)).isPresent()) {
      return Finding.HELD_BACK;
    }
    var started = next.start(row);
    if (started.isTerminal()) {
      return Finding.ENDED;
    }
    LOG.warn("{} is dead: generation {} goes on", newest.execution(), started.generation());
    return Finding.RESTARTED;
  }

  /** What stands before the execution is repeatable: the invoker sees how far the run came. */
  private Finding carriedOut(RunRow row) {
    if (!isOlder(row, REQUEST_PATIENCE)) {
      return Finding.LEFT_ALONE;
    }
    mailbox.send(Layer.INVOKER, Json.object().put("carryOut", row.runId().text()));
    LOG.warn("run {} was still {}: it is carried out again", row.runId(), row.status());
    return Finding.CARRIED_OUT;
  }

  private boolean isTooSoon(RestartRow last, Newest newest) {
    if (newest.turn() > last.turn() && !newest.died()) {
      return false; // it got further since
    }
    var pause = PAUSES.get((int) Math.min(last.count(), PAUSES.size()) - 1);
    return wall.instant().isBefore(last.at().plus(pause));
  }

  private boolean isOlder(RunRow row, Duration age) {
    return !wall.instant().isBefore(row.requestedAt().plus(age));
  }
}
