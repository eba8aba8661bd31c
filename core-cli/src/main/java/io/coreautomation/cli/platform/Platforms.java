package io.coreautomation.cli.platform;

import io.coreautomation.local.embedded.EmbeddedSettings;

/** Opens the platform that a verb works on. */
public interface Platforms {
  /**
   * Opens it; the caller closes it.
   *
   * @throws io.coreautomation.framework.problem.ProblemException if another process has it, or it
   *     cannot be reached
   */
  Platform open(EmbeddedSettings settings);
}
