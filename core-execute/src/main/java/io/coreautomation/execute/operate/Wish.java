package io.coreautomation.execute.operate;

import io.coreautomation.db.command.ActionEnd;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Verb;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of a run.
 *
 * @param action null for the run as a whole
 * @param as how {@link Verb#SETTLE} ends the action; null for every other verb
 * @param reason in words; null if none was given
 */
public record Wish(
    RunId run,
    Verb verb,
    @Nullable String action,
    @Nullable ActionEnd as,
    @Nullable String reason,
    String principal) {

  /** What is asked of the run as a whole. */
  public static Wish of(RunId run, Verb verb, @Nullable String reason, String principal) {
    return new Wish(run, verb, null, null, reason, principal);
  }

  Command command(String id, Instant at) {
    return new Command(run, id, verb, action, as, reason, principal, at);
  }

  boolean isSameAs(Command other) {
    return verb == other.verb() && Objects.equals(action, other.action()) && as == other.as();
  }

  /** {@code cancel run 7c41d09e}, {@code skip dns of run 7c41d09e}. */
  static String text(Command command) {
    var run = "run " + command.runId().shortId();
    var verb = command.verb().name().toLowerCase(Locale.ROOT);
    var as = command.as() == null ? "" : " as " + command.as().name().toLowerCase(Locale.ROOT);
    return command.action() == null
        ? verb + " " + run
        : verb + " " + command.action() + " of " + run + as;
  }
}
