package io.coreautomation.execute.turn;

import io.coreautomation.db.lock.Lock;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.execute.plan.PlanEnd;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.action.OnLocked;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.RunStateStore;
import io.coreautomation.framework.run.StaleTurnException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One turn of a run that is claimed: from what operators ask to what the state machine is told. */
final class RunTurn {
  private static final Logger LOG = LoggerFactory.getLogger(RunTurn.class);

  /** Turns in a row that died, after which a run is given up. */
  private static final int DEATHS = 20;

  /** After which an execution hands over: Step Functions ends it after a year. */
  private static final Duration LONGEST_EXECUTION = Duration.ofDays(300);

  /** After which a run in line looks by itself. */
  private static final Duration LINE_LOOK = Duration.ofMinutes(1);

  private final EngineDoors doors;
  private final EngineRows rows;
  private final RunStateStore states;
  private final RunOrders orders;
  private final TakingBack takingBack;
  private final Recorder recorder;
  private final TurnSettings settings;
  private final ClaimedRun run;
  private final RunProgress progress;
  private final RunOrder order;
  private final Outputs outputs;
  private final RunLocks locks;
  private final ParentNews above;
  private final PartRuns parts;
  private final Course course;
  private final Standings standings;
  private final PlanEnd plans;
  private final CommandDesk desk;
  private final RunCheckpoints checkpoints;
  private final Prn owner;
  private @Nullable Digest plan;
  private RunRow row;

  RunTurn(
      EngineDoors doors,
      EngineRows rows,
      RunStateStore states,
      RunOrders orders,
      Recorder recorder,
      Consumer<RunId> waker,
      TurnSettings settings,
      RunRow row,
      ClaimedRun run,
      RunProgress progress) {
    this.doors = doors;
    this.rows = rows;
    this.states = states;
    this.orders = orders;
    this.recorder = recorder;
    this.settings = settings;
    this.run = run;
    this.progress = progress;
    this.row = row;
    var keys = ObjectKeys.of(row.coordinates());
    this.order = order(orders, row, progress);
    this.outputs = new Outputs(doors.store(), keys, row.runId());
    this.owner = WorkContext.owner(row.prn());
    this.course = Course.of(row, order.actions(), progress, rows.runs(), doors.store());
    this.standings =
        new Standings(
            rows.items(), row, owner, progress, Boolean.TRUE.equals(order.list().trustRegistry()));
    this.plan = row.planDigest();
    this.plans =
        new PlanEnd(
            rows.runs(),
            doors.store(),
            doors.concurrency(),
            doors.kinds(),
            (by, over, planned) -> WorkContext.removing(by, over, planned, doors),
            doors.wall());
    this.locks = new RunLocks(rows.locks(), rows.runs(), row, owner, doors.wall(), waker);
    this.takingBack =
        new TakingBack(
            new Rollback.Places(rows.runs(), states, orders, doors), locks, row, order, progress);
    this.parts = new PartRuns(doors.children(), row, order, progress);
    this.above = new ParentNews(rows, waker, doors.wall());
    this.desk =
        new CommandDesk(
            rows.commands(),
            row.runId(),
            progress,
            order.actions(),
            doors.wall(),
            doors.world()::now,
            parts,
            takingBack::asked);
    this.checkpoints = new RunCheckpoints(run, desk, locks, takingBack);
  }

  /**
   * What the run is to do. A list that cannot be read, or has kinds that are not there, kills turn
   * after turn; when the run is given up for that, it ends without it.
   */
  private static RunOrder order(RunOrders orders, RunRow row, RunProgress progress) {
    var digest = Objects.requireNonNull(row.listDigest(), "a run without a list");
    try {
      return orders.get(ObjectKeys.of(row.coordinates()), digest);
    } catch (RuntimeException e) {
      if (progress.unfinishedTurns() < DEATHS) {
        throw e;
      }
      LOG.error("run {} is given up without its list", row.runId(), e);
      return orders.nothing(row);
    }
  }

  TurnResult carryOut(Engine.Answer answer) {
    record();
    if (progress.unfinishedTurns() >= DEATHS) {
      return over(answer, List.of(crashing()), true);
    }
    if (progress.unfinishedTurns() > 0) {
      locks.leftBehind();
    }
    checkpoints.obey();
    if (progress.activeCount() == 0 && (!progress.isCancelled() || takingBack.order() != null)) {
      if (progress.isSuspended()) {
        locks.leaveLine(); // who starts nothing must not keep others waiting
        return parked(answer, null);
      }
      var front = locks.deployment();
      requireNotOver();
      if (front.isPresent()) {
        return inLine(answer, front.get());
      }
    }
    if (!progress.isSuspended()) {
      row = recorder.started(row);
    }
    var end =
        new Turn(
                doors,
                row.runId(),
                owner,
                order,
                takingBack.order(),
                progress,
                outputs,
                checkpoints,
                course,
                locks,
                standings,
                new Pace(
                    rows.budgets(),
                    doors,
                    place ->
                        WorkContext.scope(place, course.role(), row.runId())
                            .withPolicy(order.sessions().of(place.account()))),
                new Wakes(rows, row.runId(), doors.wall()),
                Math.min(
                    settings.maxParallel(),
                    Objects.requireNonNullElse(order.list().maxParallel(), Integer.MAX_VALUE)))
            .work();
    if (end.settled() && (end.failed() || !course.previews() || planned())) {
      return over(answer, List.of(), end.failed());
    }
    return parked(answer, end);
  }

  /** The outbox is empty after that: what stands goes first. */
  private void record() {
    standings.note(takingBack.actions(), outputs);
    recorder.record(row, takingBack.actions(), progress);
  }

  /**
   * A turn that has just ended the run let go of all it held: what this one took comes too late.
   */
  private void requireNotOver() {
    if (rows.runs().get(row.runId()).filter(RunRow::isTerminal).isPresent()) {
      run.release();
      throw new StaleTurnException("run " + row.runId() + " has ended since its row was read");
    }
  }

  /** Puts the plan together, and removes what is left of plans that are over, if there is time. */
  private boolean planned() {
    plan = plans.made(row, order.list(), progress).orElse(null);
    return plans.tidied(row, plan, run::timeLeft);
  }

  private TurnResult inLine(Engine.Answer answer, Lock front) {
    if (order.list().onLocked() == OnLocked.FAIL) {
      locks.leaveLine();
      return over(
          answer,
          List.of(
              Problem.of(
                  ProblemCode.LOCKED,
                  front.text(),
                  "Wait until it has ended, or ask for '--on-locked wait'.")),
          true);
    }
    recorder.waiting(row, front);
    var next = after(Next.PARK);
    run.release();
    desk.written();
    locks.written();
    return left(answer, next, Engine.seconds(LINE_LOOK));
  }

  /**
   * @param end null if nothing was looked at
   */
  private TurnResult parked(Engine.Answer answer, Turn.@Nullable End end) {
    checkpoints.write();
    record();
    row = progress.isSuspended() ? recorder.suspended(row) : recorder.started(row);
    var next = after(end != null && end.outOfTime() ? Next.CONTINUE : Next.PARK);
    run.release();
    return left(answer, next, wakeIn(end));
  }

  /** What comes after the turn: the next execution, once this one has had its share. */
  private Next after(Next wanted) {
    if (progress.eventEstimate() < settings.handOverAt()
        && doors.wall().instant().isBefore(progress.drivenSince().plus(LONGEST_EXECUTION))) {
      return wanted;
    }
    progress.raiseGeneration();
    return Next.HAND_OVER;
  }

  /** The state is written, and the run let go. */
  private TurnResult left(Engine.Answer answer, Next next, int wakeInSeconds) {
    recorder.counted(row, progress.generation(), parts.counts(takingBack.actions().size()));
    return answer.of(progress.turn(), progress.generation(), next, wakeInSeconds);
  }

  private int wakeIn(Turn.@Nullable End end) {
    var check = end == null ? null : end.nextCheck();
    if (check != null) {
      return Engine.seconds(Duration.between(doors.world().now(), check));
    }
    return Engine.seconds(progress.isSuspended() ? Duration.ofHours(1) : Duration.ZERO);
  }

  /** The run is at its end. */
  private TurnResult over(Engine.Answer answer, List<Problem> problems, boolean failed) {
    progress.suspend(false); // who opens it again wants it to go on
    checkpoints.write();
    record();
    parts.leave();
    run.release();
    states.forget(row.runId());
    new Experience(doors.kinds(), rows.durations()).learn(order.list(), progress);
    var called = progress.isCancelled() && !takingBack.hasFailed();
    var end = !failed ? State.COMPLETE : called ? State.CANCELLED : State.FAILED;
    var undo = takingBack.order();
    var list = undo == null ? order.list() : order.list().with(undo.list().actions());
    var all = Stream.concat(problems.stream(), takingBack.problems().stream()).toList();
    recorder.ended(row, list, progress, outputs, all, end, plan, parts);
    locks.releaseAll();
    above.ended(row);
    desk.tooLate();
    orders.forget(order.list().digest());
    return answer.of(
        progress.turn(), progress.generation(), failed ? Next.FAILURE : Next.SUCCESS, 0);
  }

  private Problem crashing() {
    return Problem.of(
        ProblemCode.RUN_CRASHING,
        DEATHS + " turns of the run in a row have died",
        "Look into the engine's log for the cause; then go on: core retry " + row.runId() + ".");
  }
}
