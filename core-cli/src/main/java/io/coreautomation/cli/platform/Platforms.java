package io.coreautomation.cli.platform;

import io.coreautomation.local.embedded.EmbeddedSettings;
import java.util.function.Consumer;

/** Opens the platform that a verb works on. */
public interface Platforms {
  /**
   * Opens it; the caller closes it.
   *
   * @throws io.coreautomation.framework.problem.ProblemException if another process has it, or it
   *     cannot be reached
   */
  Platform open(EmbeddedSettings settings);

  /**
   * Opens it as soon as no other process has it; the caller closes it.
   *
   * @param waiting is told once who has it, if somebody has
   */
  Platform openInLine(EmbeddedSettings settings, Consumer<String> waiting);

  /** Opens what can be asked whoever has it; the caller closes it. */
  Registry registry(EmbeddedSettings settings);
}
