package io.coreautomation.runner;

import io.coreautomation.db.run.RunStatus;
import io.coreautomation.framework.coordinates.RunId;

/**
 * How the run stands after the request.
 *
 * @param execution the name of its first execution
 */
public record RunnerAnswer(RunId runId, RunStatus status, String execution) {}
