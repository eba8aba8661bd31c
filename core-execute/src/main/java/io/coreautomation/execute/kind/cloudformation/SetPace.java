package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.framework.shape.InvalidFieldException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.StackSetOperationPreferences;

/**
 * How fast an operation goes through the accounts of a region; what is null is as AWS has it.
 *
 * @param maxConcurrentPercentage of the accounts, how many per cent at a time
 * @param failureTolerancePercentage of the accounts, how many per cent may fail
 */
record SetPace(
    @Nullable Integer maxConcurrentPercentage, @Nullable Integer failureTolerancePercentage) {
  SetPace {
    check("maxConcurrentPercentage", maxConcurrentPercentage, 1);
    check("failureTolerancePercentage", failureTolerancePercentage, 0);
  }

  private static void check(String field, @Nullable Integer value, int least) {
    if (value != null && (value < least || value > 100)) {
      throw new InvalidFieldException(field, field + " is " + value, "Use " + least + " to 100.");
    }
  }

  StackSetOperationPreferences preferences() {
    return StackSetOperationPreferences.builder()
        .maxConcurrentPercentage(maxConcurrentPercentage)
        .failureTolerancePercentage(failureTolerancePercentage)
        .build();
  }
}
