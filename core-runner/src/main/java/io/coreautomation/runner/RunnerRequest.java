package io.coreautomation.runner;

import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.task.TaskVerb;

/** What is to be started: a run that is recorded, on a list that is stored. */
public record RunnerRequest(TaskVerb task, Digest listDigest, RunId runId) {
  public RunnerRequest {
    if (task == null || listDigest == null || runId == null) {
      throw new IllegalArgumentException("task, listDigest and runId must be given");
    }
  }
}
