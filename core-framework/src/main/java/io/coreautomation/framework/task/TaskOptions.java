package io.coreautomation.framework.task;

import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.OnLocked;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.shape.Doc;
import org.jspecify.annotations.Nullable;

/**
 * How a task is carried out.
 *
 * @param force carry out what would be refused as protected
 * @param dryRun compile and check, start nothing
 * @param onFailure null: what the package says, else drain
 * @param maxParallel actions at a time; null: no limit but the platform's
 * @param onLocked null means wait
 * @param plan the digest of the plan that an apply carries out, or that a plan task drops; null: an
 *     apply does whatever is so then
 * @param trustRegistry call unchanged, without asking AWS, what the registry says was last made
 *     from the same inputs
 * @param partialRollback whether a rollback takes back what it can where not all can be; without
 *     it, nothing is taken back then
 */
public record TaskOptions(
    @Doc("carry out what would be refused as protected") boolean force,
    @Doc("compile and check, but start nothing") boolean dryRun,
    @Doc("what a run does once an action has failed") @Nullable OnFailure onFailure,
    @Doc("actions at a time") @Nullable Integer maxParallel,
    @Doc("what a run does when another holds what it wants to change") @Nullable OnLocked onLocked,
    @Doc("the digest of the plan that an apply carries out, or that a plan task drops")
        @Nullable Digest plan,
    @Doc(
            "call a stack unchanged without asking AWS where the registry says that it was last"
                + " made from the same inputs")
        boolean trustRegistry,
    @Doc(
            "where not all that a run has changed can be taken back, a rollback takes back what can"
                + " be; without this, nothing then")
        boolean partialRollback) {
  public static final TaskOptions DEFAULT =
      new TaskOptions(false, false, null, null, null, null, false, false);

  /** The same, with consent to a rollback that leaves something behind. */
  public TaskOptions withPartialRollback() {
    return new TaskOptions(
        force, dryRun, onFailure, maxParallel, onLocked, plan, trustRegistry, true);
  }

  public TaskOptions {
    if (maxParallel != null && (maxParallel < 1 || maxParallel > 10_000)) {
      throw new io.coreautomation.framework.shape.InvalidFieldException(
          "maxParallel", "maxParallel is " + maxParallel, "Use 1 to 10000.");
    }
  }
}
