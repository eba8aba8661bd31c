package io.coreautomation.execute.kind.cloudformation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * What a stack's status allows.
 *
 * <p>Source: AWS CloudFormation User Guide, "Understand CloudFormation stack creation events" and
 * the reference of {@code Stack.StackStatus}.
 */
enum StackStanding {
  /** At rest, and updates are taken. */
  READY,
  /** An operation is under way: nothing else is taken. */
  BUSY,
  /** Its creation failed, or its deletion did: it can only be deleted. */
  BROKEN,
  /** A change set was made for it, nothing else: it has no resources. */
  REVIEW,
  /** An update and its rollback both failed: a person continues the rollback. */
  STUCK,
  /** Deleted; found by its id only. */
  GONE;

  private static final Map<StackStatus, StackStanding> TABLE = table();

  private static Map<StackStatus, StackStanding> table() {
    var table = new EnumMap<StackStatus, StackStanding>(StackStatus.class);
    table.put(StackStatus.CREATE_COMPLETE, READY);
    table.put(StackStatus.UPDATE_COMPLETE, READY);
    table.put(StackStatus.UPDATE_ROLLBACK_COMPLETE, READY);
    table.put(StackStatus.IMPORT_COMPLETE, READY);
    table.put(StackStatus.IMPORT_ROLLBACK_COMPLETE, READY);
    // An update without rollback that failed: the next update repairs it.
    table.put(StackStatus.UPDATE_FAILED, READY);
    table.put(StackStatus.CREATE_FAILED, BROKEN);
    table.put(StackStatus.ROLLBACK_COMPLETE, BROKEN);
    table.put(StackStatus.ROLLBACK_FAILED, BROKEN);
    table.put(StackStatus.DELETE_FAILED, BROKEN);
    table.put(StackStatus.REVIEW_IN_PROGRESS, REVIEW);
    table.put(StackStatus.UPDATE_ROLLBACK_FAILED, STUCK);
    table.put(StackStatus.IMPORT_ROLLBACK_FAILED, STUCK);
    table.put(StackStatus.DELETE_COMPLETE, GONE);
    Arrays.stream(StackStatus.values())
        .filter(status -> status.toString().endsWith("_IN_PROGRESS"))
        .forEach(status -> table.putIfAbsent(status, BUSY));
    return table;
  }

  /**
   * A status that this release does not know is taken for one of an operation under way: it is
   * waited out.
   */
  static StackStanding of(StackStatus status) {
    return TABLE.getOrDefault(status, BUSY);
  }
}
