package io.coreautomation.db.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.db.table.SortableTime;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.coordinates.Scope;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the registry knows of a run. The status of its single actions is in its state object.
 *
 * @param prn of {@code coordinates}
 * @param world the name of the world that it works on, such as {@code aws} or {@code twin}
 * @param principal who asked for it
 * @param requestDigest of the request's canonical form: a repeated request is told by it
 * @param counts of its actions, by their status
 * @param listDigest of its action list, once it is compiled
 * @param packageKey of its package in the object store
 * @param planDigest of the plan that it has made, or carries out
 * @param generation of its execution
 * @param problems why it failed
 * @param parent what it is a part of; null for a run that somebody asked for
 * @param partialRollback whether a rollback takes back what it can where not all can be; null means
 *     false
 * @param trust what came of asking the registry in place of AWS, by answer, once the run is over;
 *     empty if nobody was asked
 * @param version one higher with each write
 */
public record RunRow(
    RunId runId,
    TaskVerb task,
    Coordinates coordinates,
    Prn prn,
    String world,
    String principal,
    Digest requestDigest,
    Instant requestedAt,
    RunStatus status,
    Map<String, Long> counts,
    @Nullable Digest listDigest,
    @Nullable String packageKey,
    @Nullable Digest packageDigest,
    @Nullable Digest planDigest,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    long generation,
    List<Problem> problems,
    @Nullable RunParent parent,
    @Nullable Boolean partialRollback,
    Map<String, Long> trust,
    long version) {
  static final String PARTITION = "RUNS";
  public static final RowType<RunRow> ROW =
      RowType.of(RunRow.class, row -> key(row.runId()))
          .first(row -> new Key(partition(row.prn()), row.timeKey()))
          .second(row -> new Key(PARTITION, row.timeKey()))
          .build();

  public RunRow {
    counts = Map.copyOf(counts);
    problems = List.copyOf(problems);
    trust = Map.copyOf(trust);
    if (!prn.equals(coordinates.prn())) {
      throw new IllegalArgumentException(prn + " is not the PRN of " + coordinates);
    }
  }

  /** A run as its first door asks for it: {@code COMPILE_REQUESTED}. */
  public static RunRow requested(
      RunId runId,
      TaskVerb task,
      Coordinates coordinates,
      String world,
      String principal,
      Digest requestDigest,
      Instant requestedAt) {
    return new RunRow(
        runId,
        task,
        coordinates,
        coordinates.prn(),
        world,
        principal,
        requestDigest,
        requestedAt,
        RunStatus.of(RunStatus.Phase.COMPILE, RunStatus.State.REQUESTED),
        Map.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        1,
        List.of(),
        null,
        null,
        Map.of(),
        1);
  }

  /**
   * A run that carries out an action of another one: as that is asked for, by the same principal,
   * and on a list that is compiled already.
   *
   * @param request tells one request of the parent's from a later one
   */
  public static RunRow part(
      RunRow parent,
      String action,
      RunId runId,
      TaskVerb task,
      Digest request,
      Digest list,
      long actions,
      @Nullable Digest plan,
      Instant requestedAt) {
    return new RunRow(
        runId,
        task,
        parent.coordinates(),
        parent.prn(),
        parent.world(),
        parent.principal(),
        request,
        requestedAt,
        RunStatus.of(RunStatus.Phase.of(task), RunStatus.State.REQUESTED),
        Map.of("PENDING", actions),
        list,
        parent.packageKey(),
        parent.packageDigest(),
        plan,
        null,
        null,
        1,
        List.of(),
        new RunParent(parent.runId(), action),
        null,
        Map.of(),
        1);
  }

  static Key key(RunId runId) {
    return new Key("RUN#" + runId, "RUN");
  }

  /** Runs are listed by app, as that is what people ask for; deeper PRNs are picked out of it. */
  static String partition(Prn prn) {
    return "RUNS#" + (prn.scope().compareTo(Scope.APP) > 0 ? prn.at(Scope.APP) : prn);
  }

  private String timeKey() {
    return SortableTime.text(requestedAt) + "#" + runId;
  }

  /** Whether the run is over: its status is terminal, or all that was asked for was to compile. */
  @JsonIgnore
  public boolean isTerminal() {
    return status.isTerminal()
        || (status.state() == RunStatus.State.COMPLETE
            && status.phase() == RunStatus.Phase.of(task));
  }

  /**
   * Whether it may be carried out again from where it stands. A part can be opened again also once
   * it is complete: its whole may want it taken back.
   */
  @JsonIgnore
  public boolean canReopen() {
    return status.canReopen()
        || (parent != null && isTerminal() && status.phase() != RunStatus.Phase.PLAN);
  }

  /** This run after some changes; status and version are {@link Runs}' to change. */
  public RunRow with(Consumer<RunChanges> changes) {
    return changed(status, version, changes);
  }

  RunRow changed(RunStatus newStatus, long newVersion, Consumer<RunChanges> changes) {
    var to = new RunChanges(this);
    changes.accept(to);
    return new RunRow(
        runId,
        task,
        coordinates,
        prn,
        world,
        principal,
        requestDigest,
        requestedAt,
        newStatus,
        to.counts,
        to.listDigest,
        to.packageKey,
        to.packageDigest,
        to.planDigest,
        to.startedAt,
        to.endedAt,
        to.generation,
        to.problems,
        parent,
        to.partialRollback,
        to.trust,
        newVersion);
  }
}
