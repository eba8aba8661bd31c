package io.coreautomation.execute.park;

import io.coreautomation.framework.coordinates.RunId;

/**
 * What the state machine hands over when a run goes to sleep.
 *
 * @param wakeCounter the wakes that the turn before had seen when it began
 * @param token answers the sleeping task
 */
public record ParkRequest(
    RunId runId, long generation, long turn, long wakeCounter, String token) {}
