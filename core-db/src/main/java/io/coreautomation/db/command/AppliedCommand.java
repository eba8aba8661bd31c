package io.coreautomation.db.command;

import java.time.Instant;

/**
 * A command that a run has answered.
 *
 * @param outcome what became of it, in words
 * @param when it was applied
 */
public record AppliedCommand(Command command, String outcome, Instant when) {}
