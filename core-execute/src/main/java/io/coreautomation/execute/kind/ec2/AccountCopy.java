package io.coreautomation.execute.kind.ec2;

import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The copy of an image in one of several accounts. One that fails does not keep the others from
 * being made: what came of all is told at the end.
 *
 * @param handle while it is under way; null once it is settled
 * @param change what was done, if it is settled well
 * @param imageId if it is settled well
 * @param problem why there is none; empty if nothing has gone wrong
 */
record AccountCopy(
    NewImage.@Nullable Handle handle, @Nullable Change change, String imageId, String problem) {

  static AccountCopy of(Progress progress) {
    return switch (progress) {
      case Progress.Running running ->
          new AccountCopy(NewImage.Handle.of(running.handle()), null, "", "");
      case Progress.Done done ->
          new AccountCopy(null, done.change(), done.outputs().getOrDefault("imageId", ""), "");
      case Progress.Failed(var problem) -> new AccountCopy(null, null, "", problem.message());
      case Progress.NotBegun _ -> new AccountCopy(null, null, "", "the copy was called off");
      case Progress.Previewed _ -> throw new IllegalStateException("it was to work");
    };
  }

  boolean isUnderWay() {
    return handle != null;
  }

  /** What came of the copies, by account, once all are settled. */
  static Progress settled(Map<String, AccountCopy> copies) {
    var problems = new ArrayList<String>();
    var outputs = new TreeMap<String, String>();
    copies.forEach(
        (account, copy) -> {
          if (copy.problem().isEmpty()) {
            outputs.put("imageId_" + account, copy.imageId());
          } else {
            problems.add(copy.problem());
          }
        });
    if (!problems.isEmpty()) {
      return new Progress.Failed(
          Problem.of(
              ProblemCode.WORK_FAILED,
              String.join("; ", problems),
              "Mend the cause, and run it again: the copies that are there are kept."));
    }
    var isMade = copies.values().stream().anyMatch(copy -> copy.change() == Change.CREATE);
    return Progress.done(isMade ? Change.CREATE : Change.NO_CHANGE, outputs);
  }
}
