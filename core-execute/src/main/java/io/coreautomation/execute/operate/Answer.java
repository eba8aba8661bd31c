package io.coreautomation.execute.operate;

import io.coreautomation.db.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request.
 *
 * @param command that the run is to carry out; null if there is nothing to do
 * @param text for who asked
 */
public record Answer(@Nullable Command command, String text) {}
