package io.coreautomation.execute.operate;

import io.coreautomation.db.command.Commands;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.event.Events;
import io.coreautomation.db.lock.Lock;
import io.coreautomation.db.lock.Locks;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.Tables;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.RunView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes what people ask of runs. All of it can be asked twice: what is asked already, or is so, is
 * said and is no error.
 */
public final class Operator {
  private final Runs runs;
  private final Commands commands;
  private final Locks locks;
  private final Events events;
  private final Function<RunId, RunView> views;
  private final Consumer<RunId> delivery;
  private final Clock wall;

  /**
   * An operator's desk.
   *
   * @param views shows how a run stands
   * @param delivery brings what was asked to a run: {@link Delivery}, or nobody, where another
   *     process looks after the runs
   */
  public Operator(
      Tables tables, Function<RunId, RunView> views, Consumer<RunId> delivery, Clock wall) {
    this.runs = new Runs(tables);
    this.commands = new Commands(tables);
    this.locks = new Locks(tables);
    this.events = new Events(tables);
    this.views = views;
    this.delivery = delivery;
    this.wall = wall;
  }

  /**
   * Asks something of a run.
   *
   * @throws ProblemException if there is no such run or action, or if it makes no sense as the run
   *     stands
   */
  public Answer request(Wish wish) {
    var row = row(wish.run());
    var nothing = new Sense(wish, row, views.apply(wish.run())).nothingToDo();
    var pending = commands.pending(wish.run());
    // What is so now is so no more once the run has heard what others asked.
    if (nothing.isPresent() && (row.isTerminal() || pending.isEmpty())) {
      return new Answer(null, nothing.get());
    }
    // Only what was asked last: whatever came after it may have been the contrary.
    if (!pending.isEmpty() && wish.isSameAs(pending.getLast())) {
      delivery.accept(wish.run()); // who asked first may have died before
      var asked = pending.getLast();
      return new Answer(asked, asked.principal() + " asked already to " + Wish.text(asked));
    }
    var command = wish.command(RunId.random().text(), wall.instant());
    commands.request(command);
    delivery.accept(wish.run());
    return new Answer(command, "asked to " + Wish.text(command));
  }

  /**
   * Takes a run's locks from it.
   *
   * @param force even if the run is not at its end: it may be changing what they protect
   * @return the locks that it held
   */
  public List<Lock> unlock(RunId run, boolean force, @Nullable String reason, String principal) {
    var row = row(run);
    if (!row.isTerminal() && !force) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.CONFLICT,
              "run " + run.shortId() + " is not at its end: it may change what it has locked",
              "Cancel it first: core cancel "
                  + run.shortId()
                  + ". --force takes the locks anyway."));
    }
    var held = locks.ofRun(run);
    if (!held.isEmpty()) {
      events.record(List.of(unlocked(row, held, reason, principal)));
    }
    locks.releaseAll(run).forEach(delivery);
    return held;
  }

  private Event unlocked(RunRow row, List<Lock> held, @Nullable String reason, String principal) {
    var names = new ArrayList<String>();
    held.forEach(lock -> names.add(lock.name()));
    return Event.ofRun(
        row.runId(),
        row.prn(),
        Event.RUN_UNLOCKED,
        principal + " released " + String.join(", ", names) + (reason == null ? "" : ": " + reason),
        wall.instant());
  }

  private RunRow row(RunId run) {
    return runs.get(run)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        ProblemCode.NOT_FOUND,
                        "there is no run " + run,
                        "List the runs there are: core runs.")));
  }
}
