package io.coreautomation.execute.kind.cloudformation;

import java.util.EnumSet;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** What a stack's status says of an operation that we started on it. */
enum Outcome {
  DONE,
  FAILED,
  WAIT;

  private static final Set<StackStatus> CREATED =
      EnumSet.of(StackStatus.CREATE_COMPLETE, StackStatus.UPDATE_COMPLETE);
  private static final Set<StackStatus> UPDATED = EnumSet.of(StackStatus.UPDATE_COMPLETE);

  /** A stack that others began to update after our create is seen through their update. */
  static Outcome ofCreate(StackStatus status) {
    return of(status, CREATED);
  }

  /**
   * Of an update that the stack is known to have begun. In {@code
   * UPDATE_COMPLETE_CLEANUP_IN_PROGRESS} outputs are final, but the next update is refused: it is
   * waited out, so that what comes next finds the stack at rest.
   */
  static Outcome ofUpdate(StackStatus status) {
    return of(status, UPDATED);
  }

  static Outcome ofDelete(StackStatus status) {
    return switch (status) {
      case DELETE_COMPLETE -> DONE;
      case DELETE_FAILED -> FAILED;
      // Whatever else it is, the deletion has not begun to show, or goes on.
      default -> WAIT;
    };
  }

  private static Outcome of(StackStatus status, Set<StackStatus> good) {
    if (good.contains(status)) {
      return DONE;
    }
    return StackStanding.of(status) == StackStanding.BUSY ? WAIT : FAILED;
  }
}
