package io.coreautomation.db.run;

import io.coreautomation.db.event.Event;
import io.coreautomation.db.event.Events;
import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Page;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.table.Write;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.coordinates.Scope;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The runs. */
public final class Runs {
  private final Tables tables;
  private final Events events;

  /** Runs whose events are kept as long as {@code events} keeps them. */
  public Runs(Tables tables, Events events) {
    this.tables = tables;
    this.events = events;
  }

  public Runs(Tables tables) {
    this(tables, new Events(tables));
  }

  /**
   * Records a run and its first event, once.
   *
   * @return false if there is a run of that id: read it, and see what it was asked
   */
  public boolean create(RunRow row, Event event) {
    var writes = new ArrayList<Write>();
    writes.add(Write.put(RunRow.ROW, row, Condition.notExists()));
    writes.add(events.write(event));
    writes.add(Write.put(UnfinishedRun.ROW, UnfinishedRun.of(row)));
    RunAlias.of(row.runId()).forEach(alias -> writes.add(Write.put(RunAlias.ROW, alias)));
    try {
      tables.transact(writes);
      return true;
    } catch (ConditionFailedException e) {
      return false;
    }
  }

  /** The plans that these runs have made. */
  public Plans plans() {
    return new Plans(tables);
  }

  public Optional<RunRow> get(RunId runId) {
    return tables.get(RunRow.ROW, RunRow.key(runId));
  }

  /**
   * The run whose id begins or ends so.
   *
   * @param digits a whole id, or at least 4 of its first or last characters
   * @throws ProblemException if there are none or several, or the text is too short
   */
  public RunRow find(String digits) {
    var wanted = digits.toLowerCase(Locale.ROOT);
    if (wanted.length() < RunAlias.DIGITS) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.REQUEST_INVALID,
              "'" + digits + "' is too short to tell a run",
              "Give at least " + RunAlias.DIGITS + " characters of its id."));
    }
    var ids = new TreeSet<String>();
    for (var direction : RunAlias.Direction.values()) {
      tables
          .query(RunAlias.ROW, direction.query(wanted).limit(10))
          .rows()
          .forEach(alias -> ids.add(alias.runId().text()));
    }
    if (ids.size() > 1) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.REFERENCE_AMBIGUOUS,
              "'" + digits + "' is the beginning or end of several runs' ids",
              "Give more of it: " + String.join(", ", ids) + "."));
    }
    return ids.stream()
        .findFirst()
        .flatMap(id -> get(RunId.parse(id)))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        ProblemCode.NOT_FOUND,
                        "there is no run whose id begins or ends with '" + digits + "'",
                        "List the runs there are.")));
  }

  /** The runs of a PRN and of all below it, newest first. */
  public Page<RunRow> byPrn(Prn prn, int limit, @Nullable Cursor cursor) {
    var query =
        prn.scope() == Scope.PORTFOLIO
            ? Query.of(Query.Index.SECOND, RunRow.PARTITION)
            : Query.of(Query.Index.FIRST, RunRow.partition(prn));
    var found = new ArrayList<RunRow>();
    var next = cursor;
    do {
      // Not more than are missing: the cursor of the last page read must not skip a run.
      var page =
          tables.query(RunRow.ROW, query.newestFirst().limit(limit - found.size()).from(next));
      page.rows().stream().filter(row -> prn.contains(row.prn())).forEach(found::add);
      next = page.next();
    } while (next != null && found.size() < limit);
    return new Page<>(found, next);
  }

  /** All runs, newest first. */
  public Page<RunRow> newest(int limit, @Nullable Cursor cursor) {
    return tables.query(
        RunRow.ROW,
        Query.of(Query.Index.SECOND, RunRow.PARTITION).newestFirst().limit(limit).from(cursor));
  }

  /** Runs that are not at their end, oldest first. It reads none that is. */
  public Page<RunRow> unfinished(int limit, @Nullable Cursor cursor) {
    var page =
        tables.query(
            UnfinishedRun.ROW, Query.of(UnfinishedRun.PARTITION).limit(limit).from(cursor));
    var found =
        page.rows().stream()
            .flatMap(open -> get(open.runId()).stream())
            .filter(row -> !row.isTerminal())
            .toList();
    return new Page<>(found, page.next());
  }

  /** The run by which that PRN, or something below it, was deployed successfully last. */
  public Optional<RunRow> lastDeployed(Prn prn) {
    return tables.get(LastDeployed.ROW, LastDeployed.key(prn)).flatMap(row -> get(row.runId()));
  }

  /**
   * Gives a run a new status, in one transaction with the event that tells of it.
   *
   * @return the run as it is stored: go on with that one
   * @throws IllegalStateException if no run moves from that status to this one
   * @throws ConditionFailedException if somebody else has changed the run: read it again and repeat
   *     the decision
   */
  public RunRow move(RunRow row, RunStatus status, Consumer<RunChanges> changes, Event event) {
    if (!row.status().canMoveTo(status)) {
      throw new IllegalStateException(
          "run " + row.runId() + " cannot move from " + row.status() + " to " + status);
    }
    var moved = row.changed(status, row.version() + 1, changes);
    var writes = new ArrayList<Write>();
    writes.add(Write.put(RunRow.ROW, moved, Condition.versionIs(row.version())));
    writes.add(events.write(event));
    planned(moved).ifPresent(plan -> writes.add(Write.put(PlanRow.ROW, plan)));
    if (moved.isTerminal()) {
      writes.add(Write.delete(UnfinishedRun.key(moved)));
    }
    if (isDeployed(status) && moved.parent() == null) { // a part is not what was deployed
      LastDeployed.by(moved).forEach(last -> writes.add(Write.put(LastDeployed.ROW, last)));
    }
    tables.transact(writes);
    return moved;
  }

  /**
   * Requests a run again that has failed or was cancelled, or a part that is at its end, in one
   * transaction with the event that tells who asked: the next execution goes on from where it
   * stands.
   *
   * @param generation of that execution, higher than any before
   * @return the run as it is stored: go on with that one
   * @throws IllegalStateException if the run cannot be opened again
   * @throws ConditionFailedException if somebody else has changed the run: read it again and repeat
   *     the decision
   */
  public RunRow reopen(RunRow row, long generation, Event event) {
    if (!row.canReopen()) {
      throw new IllegalStateException(
          "run " + row.runId() + " is " + row.status() + " and cannot be opened again");
    }
    if (generation <= row.generation()) {
      throw new IllegalArgumentException(
          "generation " + generation + " does not come after " + row.generation());
    }
    var requested = RunStatus.of(row.status().phase(), RunStatus.State.REQUESTED);
    var reopened =
        row.changed(requested, row.version() + 1, changes -> changes.reopened(generation));
    tables.transact(
        List.of(
            Write.put(RunRow.ROW, reopened, Condition.versionIs(row.version())),
            Write.put(UnfinishedRun.ROW, UnfinishedRun.of(reopened)),
            events.write(event)));
    return reopened;
  }

  /**
   * Changes what is known of a run, but not its status.
   *
   * @return the run as it is stored: go on with that one
   * @throws ConditionFailedException if somebody else has changed the run
   */
  public RunRow save(RunRow row, Consumer<RunChanges> changes) {
    var saved = row.changed(row.status(), row.version() + 1, changes);
    tables.put(RunRow.ROW, saved, Condition.versionIs(row.version()));
    return saved;
  }

  /** As {@link #save(RunRow, Consumer)}, in one transaction with the event that tells of it. */
  public RunRow save(RunRow row, Consumer<RunChanges> changes, Event event) {
    var saved = row.changed(row.status(), row.version() + 1, changes);
    tables.transact(
        List.of(
            Write.put(RunRow.ROW, saved, Condition.versionIs(row.version())), events.write(event)));
    return saved;
  }

  /** The plan that a run has made or carried out by moving so. */
  private Optional<PlanRow> planned(RunRow moved) {
    var digest = moved.planDigest();
    if (digest == null) {
      return Optional.empty();
    }
    if (moved.status().equals(RunStatus.of(RunStatus.Phase.PLAN, RunStatus.State.COMPLETE))) {
      return Optional.of(
          PlanRow.of(
              moved,
              digest,
              Objects.requireNonNull(moved.listDigest(), "a plan without a list"),
              Objects.requireNonNull(moved.endedAt(), "an end without its time")));
    }
    return moved.status().equals(RunStatus.of(RunStatus.Phase.APPLY, RunStatus.State.COMPLETE))
        ? plans().applied(digest, moved.runId())
        : Optional.empty();
  }

  private static boolean isDeployed(RunStatus status) {
    return status.state() == RunStatus.State.COMPLETE
        && List.of(RunStatus.Phase.APPLY, RunStatus.Phase.DEPLOY, RunStatus.Phase.RELEASE)
            .contains(status.phase());
  }
}
