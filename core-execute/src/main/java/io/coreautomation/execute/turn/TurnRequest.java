package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.coordinates.RunId;
import org.jspecify.annotations.Nullable;

/**
 * What the state machine asks of a turn.
 *
 * @param generation of the execution that asks
 * @param turn that execution's last turn, as it knows it; for the log
 * @param abandon the error for which the execution gives up; null for a turn
 */
public record TurnRequest(RunId runId, long generation, long turn, @Nullable JsonNode abandon) {}
