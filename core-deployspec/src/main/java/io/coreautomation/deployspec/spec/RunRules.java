package io.coreautomation.deployspec.spec;

import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.OnLocked;
import io.coreautomation.framework.shape.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/** How the runs of a document are carried out, as far as it says so. */
public record RunRules(
    @Nullable OnFailure onFailure,
    @Nullable Integer maxParallel,
    @Nullable Integer maxPerTarget,
    @Nullable OnLocked onLocked) {
  private static final int MOST = 10_000;

  public RunRules {
    refuseOutOfBounds("maxParallel", maxParallel);
    refuseOutOfBounds("maxPerTarget", maxPerTarget);
  }

  private static void refuseOutOfBounds(String field, @Nullable Integer value) {
    if (value != null && (value < 1 || value > MOST)) {
      throw new InvalidFieldException(
          field, "'" + field + "' is " + value, "Use 1 to " + MOST + ".");
    }
  }
}
