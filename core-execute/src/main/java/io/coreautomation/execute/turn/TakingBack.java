package io.coreautomation.execute.turn;

import io.coreautomation.db.command.Command;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Irreversible;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.ActionStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run takes back what it has done: after a failure, if its list says so, or because somebody
 * asks for it. After a failure it is all or nothing, unless who started the run has said that what
 * can be taken back will do.
 */
final class TakingBack {
  /** Runs read at a time, to find later ones. */
  private static final int PAGE = 20;

  private final Rollback.Places places;
  private final RunLocks locks;
  private final RunRow row;
  private final RunOrder order;
  private final RunProgress progress;
  private Map<String, Action> actions;
  private @Nullable RunOrder undo;
  private @Nullable Problem refusal;

  /**
   * How a run does it.
   *
   * @param begun the list that takes back what was done, once that has begun; null otherwise, and
   *     if it cannot be read any more
   */
  TakingBack(
      Rollback.Places places,
      RunLocks locks,
      RunRow row,
      RunOrder order,
      RunProgress progress,
      @Nullable Digest begun) {
    this.places = places;
    this.locks = locks;
    this.row = row;
    this.order = order;
    this.progress = progress;
    this.actions = order.actions();
    if (begun != null) {
      begun(places.orders().get(keys(), begun));
    }
  }

  /** The list that takes back what was done; null if nothing is taken back. */
  @Nullable RunOrder order() {
    return undo;
  }

  /** The actions of the run and those that take them back, by id. */
  Map<String, Action> actions() {
    return actions;
  }

  /** Begins, if all that was changed can be taken back, or what can be will do. */
  Optional<RunOrder> afterFailure() {
    var made = Rollback.of(row, order, progress, places);
    if (!made.kept().isEmpty() && !Boolean.TRUE.equals(row.partialRollback())) {
      refusal = new Irreversible(made.kept()).nothingTakenBack(row.runId());
      return Optional.empty();
    }
    return Optional.of(begin(made));
  }

  /**
   * Begins, as far as it can, for somebody who asks for it.
   *
   * @return what came of it, in words
   */
  String asked(Command command) {
    if (undo != null) {
      return "refused: what the run did is taken back already";
    }
    if (progress.activeCount() > 0) {
      return "refused: something is under way; cancel the run first";
    }
    var front = locks.deployment();
    if (front.isPresent()) {
      locks.leaveLine();
      return "refused: " + front.get().text();
    }
    var later = row.parent() == null ? later() : Optional.<RunRow>empty();
    if (later.isPresent()) {
      return "refused: run " + later.get().runId() + " of the same deployment came after it";
    }
    var reason = command.reason() == null ? "" : ": " + command.reason();
    progress.suspend(false);
    progress.cancel(
        Problem.of(
            ProblemCode.CANCELLED,
            "taken back by " + command.principal() + reason,
            "Run again when it is wanted."));
    var size = begin(Rollback.of(row, order, progress, places)).actions().size();
    return size + (size == 1 ? " action takes" : " actions take") + " back what the run did";
  }

  /** What it has changed belongs to a later run by now. The lock is held: no other one begins. */
  private Optional<RunRow> later() {
    var deployment = WorkContext.owner(row.prn());
    @Nullable Cursor next = null;
    do {
      var page = places.runs().byPrn(deployment, PAGE, next);
      for (var other : page.rows()) {
        if (!other.requestedAt().isAfter(row.requestedAt())) {
          return Optional.empty();
        }
        if (other.parent() == null
            && other.startedAt() != null
            && other.status().phase() != Phase.PLAN) {
          return Optional.of(other);
        }
      }
      next = page.next();
    } while (next != null);
    return Optional.empty();
  }

  /** Whether something that should have been taken back was not. */
  boolean hasFailed() {
    return undo != null
        && undo.actions().keySet().stream()
            .map(id -> progress.action(id).status())
            .anyMatch(s -> s != ActionStatus.COMPLETE && s != ActionStatus.SKIPPED);
  }

  /** What there is to say about it at the end of the run. */
  List<Problem> problems() {
    if (undo == null) {
      return refusal == null ? List.of() : List.of(refusal);
    }
    var kept = Rollback.of(row, order, progress, places).kept();
    return kept.isEmpty() ? List.of() : List.of(new Irreversible(kept).leftBehind());
  }

  private RunOrder begin(Rollback.Made made) {
    var digest = places.orders().put(keys(), made.undo());
    progress.rollBack(digest);
    return begun(places.orders().get(keys(), digest));
  }

  private RunOrder begun(RunOrder list) {
    undo = list;
    actions = order.actionsWith(list);
    return list;
  }

  private ObjectKeys keys() {
    return ObjectKeys.of(row.coordinates());
  }
}
