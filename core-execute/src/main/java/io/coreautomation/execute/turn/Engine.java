package io.coreautomation.execute.turn;

import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.execute.permission.LeastPrivilege;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.execute.wake.News;
import io.coreautomation.execute.wake.Waker;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.RunDocument;
import io.coreautomation.framework.run.RunDocument.Claim;
import io.coreautomation.framework.run.RunStateStore;
import io.coreautomation.framework.run.RunStateStore.Version;
import io.coreautomation.framework.run.StaleTurnException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out turns. Thread-safe: runs do not meet here, and two turns of one run are kept apart by
 * its claim.
 */
public final class Engine {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  /** Of world time, between two turns of a run: Step Functions' history is finite. */
  private static final int SHORTEST_PARK_SECONDS = 5;

  /** The longest park: a run that nothing wakes looks for itself. */
  private static final int LONGEST_PARK_SECONDS = 600;

  /** History events of one turn and what follows it: Execute, Route, Park. */
  private static final long EVENTS_OF_A_TURN = 13;

  /** The part of a turn's time after which it begins nothing new. */
  private static final double BEGIN_WITHIN = 0.6;

  private final EngineDoors doors;
  private final EngineRows rows;
  private final RunStateStore states;
  private final RunOrders orders;
  private final Recorder recorder;
  private final Waker waker;
  private final TurnSettings settings;

  public Engine(
      EngineDoors doors, EngineRows rows, Recorder recorder, Waker waker, TurnSettings settings) {
    this.doors = doors;
    this.rows = rows;
    this.states = new RunStateStore(doors.store());
    this.orders =
        new RunOrders(
            doors.store(),
            new Experience(doors.kinds(), rows.durations()),
            new LeastPrivilege(
                doors.kinds(),
                doors.access()::stackExecutionRoleArn,
                doors.access()::userBoundaryArn));
    this.recorder = recorder;
    this.waker = waker;
    this.settings = settings;
  }

  /**
   * Carries out one turn.
   *
   * @param timeLeft of wall time, after which the caller may be killed
   */
  public TurnResult turn(TurnRequest request, Duration timeLeft) {
    // Before the state is read: a wake after this is seen by the park, one before it by this turn.
    var wakeCounter = rows.waits().counter(request.runId());
    var answer = new Answer(request, wakeCounter);
    // After the counter: what its wakes were about is in there.
    var news = new News(rows.news().of(request.runId()));
    var row =
        rows.runs()
            .get(request.runId())
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            ProblemCode.NOT_FOUND,
                            "there is no run " + request.runId(),
                            "Start it by a task.")));
    if (row.isTerminal()) {
      return over(row, answer);
    }
    var keys = ObjectKeys.of(row.coordinates());
    var stored = states.read(keys, row.runId());
    var loaded = stored.orElseGet(() -> first(row));
    var head = loaded.head();
    if (head.generation() > request.generation()) {
      LOG.warn(
          "generation {} meets {}: a later execution has the run",
          request.generation(),
          head.generation());
      return answer.of(head.turn(), Next.SUCCESS, 0);
    }
    var now = doors.wall().instant();
    var held = head.claim();
    if (held != null && now.isBefore(held.until()) && !settings.isDead().test(held.holder())) {
      return answer.of(head.turn(), Next.PARK, seconds(Duration.between(now, held.until())));
    }
    try {
      var progress = new RunProgress(loaded, request.generation(), EVENTS_OF_A_TURN);
      progress.begins(now);
      progress.dueNow(news::concerns); // written with the claim
      var until = now.plus(min(timeLeft, settings.turnTime()));
      var run =
          new ClaimedRun(
              states,
              keys,
              row.runId(),
              progress,
              stored.map(Version::etag).orElse(null),
              new Claim(settings.holder(), until),
              now.plusMillis((long) (Duration.between(now, until).toMillis() * BEGIN_WITHIN)),
              doors.wall(),
              doors.world()::now);
      return run.during(
          () -> {
            // Before the looks: what is told of the same things from now on is looked at again.
            rows.news().heard(row.runId(), news.about());
            return new RunTurn(
                    doors, rows, states, orders, recorder, this::wake, settings, row, run, progress)
                .carryOut(answer);
          });
    } catch (StaleTurnException e) {
      LOG.warn("stopped: {}", e.getMessage());
      return ended(answer)
          .orElseGet(() -> answer.of(head.turn(), Next.PARK, SHORTEST_PARK_SECONDS));
    } catch (ConditionFailedException e) {
      return ended(answer).orElseThrow(() -> e);
    }
  }

  /** Whether another turn ended the run after this one had read its row: then this one lets go. */
  private Optional<TurnResult> ended(Answer answer) {
    return rows.runs()
        .get(answer.request().runId())
        .filter(RunRow::isTerminal)
        .map(row -> over(row, answer));
  }

  /** The run is over; its last turn may have died before it let go of what the run held. */
  private TurnResult over(RunRow row, Answer answer) {
    rows.locks().releaseAll(row.runId()).forEach(this::wake);
    new ParentNews(rows, this::wake, doors.wall()).ended(row);
    answerLate(row);
    return answer.of(0, row.status().state() == State.COMPLETE ? Next.SUCCESS : Next.FAILURE, 0);
  }

  /** What was asked before the run's end; what is asked after it, is its delivery's to answer. */
  private void answerLate(RunRow row) {
    var late =
        rows.commands().pending(row.runId()).stream()
            .filter(command -> row.endedAt() != null && !command.at().isAfter(row.endedAt()))
            .toList();
    if (late.isEmpty()) {
      return;
    }
    var outcomes =
        states
            .read(ObjectKeys.of(row.coordinates()), row.runId())
            .map(state -> state.head().commands())
            .orElse(Map.of());
    for (var command : late) {
      var outcome = outcomes.getOrDefault(command.id(), CommandDesk.TOO_LATE);
      rows.commands().applied(command, outcome, doors.wall().instant());
    }
  }

  /** Marks a run as stalled: its execution gives up, what it holds is kept. */
  public void abandon(TurnRequest request) {
    rows.runs()
        .get(request.runId())
        .filter(row -> !row.isTerminal() && row.generation() <= request.generation())
        .ifPresent(row -> recorder.stalled(row, String.valueOf(request.abandon())));
  }

  /** A wake that fails costs the run that waits for it the time until its next look. */
  private void wake(RunId run) {
    try {
      waker.wake(run);
    } catch (ProblemException e) {
      LOG.warn("run {} could not be woken; it looks by itself", run, e);
    }
  }

  /** What the state machine is told, as it asked. */
  record Answer(TurnRequest request, long wakeCounter) {
    TurnResult of(long turn, Next next, int wakeInSeconds) {
      return of(turn, request.generation(), next, wakeInSeconds);
    }

    TurnResult of(long turn, long generation, Next next, int wakeInSeconds) {
      return new TurnResult(request.runId(), generation, turn, next, wakeInSeconds, wakeCounter);
    }
  }

  /** Rounded up: a park that ends too early costs a turn. */
  static int seconds(Duration duration) {
    return (int)
        Math.clamp((duration.toMillis() + 999) / 1000, SHORTEST_PARK_SECONDS, LONGEST_PARK_SECONDS);
  }

  private static Version first(RunRow row) {
    var list = Objects.requireNonNull(row.listDigest(), "a run without a list");
    return new Version(RunDocument.first(row.runId(), list, row.generation()), Map.of(), "");
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
