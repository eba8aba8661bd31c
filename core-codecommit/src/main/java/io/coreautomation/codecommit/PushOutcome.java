package io.coreautomation.codecommit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.coreautomation.framework.coordinates.RunId;

/** What became of a push. */
public sealed interface PushOutcome {
  /** A task was handed to the invoker. */
  record Submitted(@JsonProperty("runId") RunId run) implements PushOutcome {}

  /** Nothing was to be done. */
  record Ignored(@JsonProperty("ignored") String reason) implements PushOutcome {}
}
