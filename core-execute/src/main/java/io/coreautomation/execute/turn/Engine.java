package io.coreautomation.execute.turn;

import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.execute.plan.PlanEnd;
import io.coreautomation.execute.plan.PlanLeftovers;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.execute.run.RunStateStore;
import io.coreautomation.execute.run.StaleTurnException;
import io.coreautomation.execute.schedule.Schedule;
import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.RunDocument;
import io.coreautomation.framework.run.RunDocument.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
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
  private final Runs runs;
  private final Waits waits;
  private final RunStateStore states;
  private final Recorder recorder;
  private final PlanEnd plans;
  private final TurnSettings settings;
  private final Map<Digest, Prepared> prepared = new ConcurrentHashMap<>();

  /** A list and its order: read once, however many turns there are. */
  private record Prepared(ActionList list, Schedule schedule) {}

  public Engine(
      EngineDoors doors, Runs runs, Waits waits, Recorder recorder, TurnSettings settings) {
    this.doors = doors;
    this.runs = runs;
    this.waits = waits;
    this.states = new RunStateStore(doors.store());
    this.recorder = recorder;
    this.plans =
        new PlanEnd(
            runs,
            doors.store(),
            doors.concurrency(),
            new PlanLeftovers(
                doors.kinds(),
                doors.store(),
                doors.concurrency(),
                (by, plan, planned) -> WorkContext.removing(by, plan, planned, doors)),
            doors.wall());
    this.settings = settings;
  }

  /**
   * Carries out one turn.
   *
   * @param timeLeft of wall time, after which the caller may be killed
   */
  public TurnResult turn(TurnRequest request, Duration timeLeft) {
    // Before the state is read: a wake after this is seen by the park, one before it by this turn.
    var wakeCounter = waits.counter(request.runId());
    var row =
        runs.get(request.runId())
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            ProblemCode.NOT_FOUND,
                            "there is no run " + request.runId(),
                            "Start it by a task.")));
    if (row.isTerminal()) {
      return result(
          request,
          0,
          row.status().state() == State.COMPLETE ? Next.SUCCESS : Next.FAILURE,
          0,
          wakeCounter);
    }
    var key = ObjectKeys.of(row.coordinates()).state(row.runId());
    var stored = states.read(key);
    var document = stored.map(RunStateStore.Version::document).orElseGet(() -> first(row));
    if (document.generation() > request.generation()) {
      LOG.warn(
          "generation {} meets {}: a later execution has the run",
          request.generation(),
          document.generation());
      return result(request, document.turn(), Next.SUCCESS, 0, wakeCounter);
    }
    var now = doors.wall().instant();
    var held = document.claim();
    if (held != null && now.isBefore(held.until()) && !isFree(held)) {
      return result(
          request,
          document.turn(),
          Next.PARK,
          seconds(Duration.between(now, held.until())),
          wakeCounter);
    }
    try {
      return claimed(
          request,
          row,
          key,
          stored.map(RunStateStore.Version::etag).orElse(null),
          document,
          timeLeft,
          wakeCounter);
    } catch (StaleTurnException e) {
      LOG.warn("stopped: {}", e.getMessage());
      return result(request, document.turn(), Next.PARK, SHORTEST_PARK_SECONDS, wakeCounter);
    }
  }

  /** Marks a run as stalled: its execution gives up, what it holds is kept. */
  public void abandon(TurnRequest request) {
    runs.get(request.runId())
        .filter(row -> !row.isTerminal() && row.generation() <= request.generation())
        .ifPresent(row -> recorder.stalled(row, String.valueOf(request.abandon())));
  }

  private TurnResult claimed(
      TurnRequest request,
      RunRow row,
      String key,
      @Nullable String etag,
      RunDocument document,
      Duration timeLeft,
      long wakeCounter) {
    var ready = prepared(row);
    var progress = new RunProgress(document, request.generation(), EVENTS_OF_A_TURN);
    var now = doors.wall().instant();
    var until = now.plus(min(timeLeft, settings.turnTime()));
    var run =
        new ClaimedRun(
            states,
            key,
            progress,
            etag,
            new Claim(settings.holder(), until),
            now.plusMillis((long) (Duration.between(now, until).toMillis() * BEGIN_WITHIN)),
            doors.wall(),
            doors.world()::now);
    var started = recorder.started(row);
    recorder.record(started, ready.list(), progress);
    var outputs = new Outputs(doors.store(), ObjectKeys.of(row.coordinates()), row.runId());
    var course = Course.of(row, ready.list(), progress, runs, doors.store());
    var end =
        new Turn(
                doors,
                row.runId(),
                ready.list(),
                ready.schedule(),
                progress,
                outputs,
                run,
                course,
                Math.min(
                    settings.maxParallel(),
                    Objects.requireNonNullElse(ready.list().maxParallel(), Integer.MAX_VALUE)))
            .work();
    run.write();
    recorder.record(started, ready.list(), progress);
    @Nullable Digest plan = row.planDigest();
    if (course.previews() && end.settled() && !end.failed()) {
      plan = plans.made(row, ready.list(), progress).orElse(null);
      if (!plans.tidied(row, plan, run::timeLeft)) {
        end = new Turn.End(false, false, true, null);
      }
    }
    var next = next(end, progress);
    run.release();
    if (end.settled()) {
      recorder.ended(started, ready.list(), progress, outputs, end.failed(), plan);
      prepared.remove(ready.list().digest());
    } else {
      recorder.counted(started, ready.list(), progress);
    }
    return new TurnResult(
        row.runId(), progress.generation(), progress.turn(), next, park(end), wakeCounter);
  }

  private Next next(Turn.End end, RunProgress progress) {
    if (end.settled()) {
      return end.failed() ? Next.FAILURE : Next.SUCCESS;
    }
    if (progress.eventEstimate() >= settings.handOverAt()) {
      progress.raiseGeneration();
      return Next.HAND_OVER;
    }
    return end.outOfTime() ? Next.CONTINUE : Next.PARK;
  }

  private int park(Turn.End end) {
    if (end.nextCheck() == null) {
      return SHORTEST_PARK_SECONDS;
    }
    return seconds(Duration.between(doors.world().now(), end.nextCheck()));
  }

  /** Rounded up: a park that ends too early costs a turn. */
  private static int seconds(Duration duration) {
    return (int)
        Math.clamp((duration.toMillis() + 999) / 1000, SHORTEST_PARK_SECONDS, LONGEST_PARK_SECONDS);
  }

  private boolean isFree(Claim claim) {
    return settings.isDead().test(claim.holder());
  }

  private static RunDocument first(RunRow row) {
    return new RunDocument(
        RunDocument.FORMAT_VERSION,
        row.runId(),
        Objects.requireNonNull(row.listDigest(), "a run without a list"),
        row.generation(),
        0,
        "",
        null,
        0,
        Map.of(),
        Map.of(),
        List.of(),
        null);
  }

  private Prepared prepared(RunRow row) {
    var digest = Objects.requireNonNull(row.listDigest(), "a run without a list");
    return prepared.computeIfAbsent(
        digest,
        d -> {
          var key = ObjectKeys.of(row.coordinates()).list(d);
          var content =
              doors
                  .store()
                  .get(key)
                  .orElseThrow(
                      () -> new IllegalStateException("the action list '" + key + "' is gone"))
                  .content();
          if (!Digest.of(content).equals(d)) {
            throw new IllegalStateException(
                "the action list '" + key + "' is not what its name says");
          }
          var list = ActionList.parse(content);
          return new Prepared(
              list, new Schedule(list, a -> doors.kinds().handler(a.kind()).describe().usual()));
        });
  }

  private static TurnResult result(
      TurnRequest request, long turn, Next next, int wakeInSeconds, long wakeCounter) {
    return new TurnResult(
        request.runId(), request.generation(), turn, next, wakeInSeconds, wakeCounter);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
