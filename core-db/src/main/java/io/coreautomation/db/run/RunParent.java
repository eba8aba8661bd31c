package io.coreautomation.db.run;

import io.coreautomation.framework.coordinates.RunId;

/**
 * What a run is a part of: the run whose action it carries out.
 *
 * @param action its id in that run's list
 */
public record RunParent(RunId run, String action) {}
