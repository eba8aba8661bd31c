package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.refusal.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a new stack is to be treated. */
public record CreateOptions(
    CreatePlanner.OnFailure onFailure,
    int timeoutMinutes,
    boolean terminationProtection,
    List<String> notificationArns,
    String policy) {

  /** From what the API takes; what is null was not given. */
  public static CreateOptions of(
      @Nullable String onFailure,
      boolean disableRollback,
      @Nullable Integer timeoutMinutes,
      boolean terminationProtection,
      List<String> notificationArns,
      String policy) {
    if (disableRollback && onFailure != null) {
      throw Refused.invalid("Either DisableRollback or OnFailure can be specified, not both.");
    }
    var then =
        onFailure != null
            ? CreatePlanner.OnFailure.valueOf(onFailure)
            : disableRollback
                ? CreatePlanner.OnFailure.DO_NOTHING
                : CreatePlanner.OnFailure.ROLLBACK;
    return new CreateOptions(
        then,
        timeoutMinutes == null ? 0 : timeoutMinutes,
        terminationProtection,
        notificationArns,
        policy);
  }
}
