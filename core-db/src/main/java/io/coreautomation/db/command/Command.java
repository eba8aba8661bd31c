package io.coreautomation.db.command;

import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator asks of a run.
 *
 * @param id tells it from every other command of the run: asked twice under one id, it is one
 * @param action its id; null for the run as a whole
 * @param as how {@link Verb#SETTLE} ends the action; null for every other verb
 * @param reason why, in the operator's words
 * @param principal who asks
 * @param at when it was asked; commands are applied in this order
 */
public record Command(
    RunId runId,
    String id,
    Verb verb,
    @Nullable String action,
    @Nullable ActionEnd as,
    @Nullable String reason,
    String principal,
    Instant at) {
  public Command {
    if (id.isBlank() || id.contains("#")) {
      throw new IllegalArgumentException("'" + id + "' is no id of a command: use a UUID");
    }
    switch (verb) {
      case CANCEL, SUSPEND, RESUME, ROLLBACK ->
          require(action == null, verb + " is for the whole run");
      case SKIP, SETTLE -> require(action != null, verb + " names an action");
      case RETRY -> {}
    }
    require(
        (verb == Verb.SETTLE) == (as != null), "SETTLE says how the action ended, no other does");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
