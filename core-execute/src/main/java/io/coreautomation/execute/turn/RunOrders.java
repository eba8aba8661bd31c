package io.coreautomation.execute.turn;

import io.coreautomation.db.run.RunRow;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.permission.LeastPrivilege;
import io.coreautomation.execute.permission.SessionPolicies;
import io.coreautomation.execute.schedule.Schedule;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lists of runs by their digest. Thread-safe. */
final class RunOrders {
  private final ObjectStore store;
  private final Kinds kinds;
  private final Experience experience;
  private final LeastPrivilege needed;
  private final Map<Digest, RunOrder> read = new ConcurrentHashMap<>();

  RunOrders(ObjectStore store, Kinds kinds, Experience experience, LeastPrivilege needed) {
    this.store = store;
    this.kinds = kinds;
    this.experience = experience;
    this.needed = needed;
  }

  RunOrder get(ObjectKeys keys, Digest digest) {
    return read.computeIfAbsent(digest, d -> order(list(keys, d)));
  }

  /** What stands for a list that cannot be read. */
  RunOrder nothing(RunRow row) {
    return order(ActionList.of(row.task(), row.coordinates(), OnFailure.DRAIN, List.of()));
  }

  /** A list, read anew: one that is asked for once. */
  ActionList list(ObjectKeys keys, Digest digest) {
    var key = keys.list(digest);
    var content =
        store
            .get(key)
            .orElseThrow(() -> unreadable("the action list '" + key + "' is gone"))
            .content();
    if (!Digest.of(content).equals(digest)) {
      throw unreadable("the action list '" + key + "' is not what its name says");
    }
    return ActionList.parse(content);
  }

  /** Keeps a list that was made here. */
  Digest put(ObjectKeys keys, ActionList list) {
    var content = list.canonical();
    var digest = Digest.of(content);
    store.put(keys.list(digest), content, ObjectStore.Precondition.NONE);
    read.put(digest, order(list));
    return digest;
  }

  /** A run of it is over: another one may read it again. */
  void forget(Digest digest) {
    read.remove(digest);
  }

  private static ProblemException unreadable(String message) {
    return new ProblemException(
        Problem.of(
            ProblemCode.DOCUMENT_UNREADABLE,
            message,
            "Bring the object back, as from an earlier version of it, or run the package again."));
  }

  private RunOrder order(ActionList list) {
    list.actions().stream()
        .filter(action -> !kinds.has(action.kind()))
        .findFirst()
        .ifPresent(
            action -> {
              throw new ProblemException(gone(action));
            });
    return new RunOrder(
        list, Schedule.of(list, experience.of(list)), new SessionPolicies(needed, list));
  }

  private static Problem gone(Action action) {
    return Problem.at(
        action.source(),
        ProblemCode.KIND_UNKNOWN,
        "the kind " + action.kind() + " of '" + action.id() + "' is not there any more",
        "Give the engine that kind again: a release that has it, or, for a kind of one's own, the"
            + " folder of kinds (--kinds of core, core:kinds of infra).");
  }
}
