package io.coreautomation.execute.kind;

import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The client token of one mutating call: {@code ca-<run id>-<12 hex>}. It names the run, so that an
 * event of AWS that repeats it does, too. It fits {@code [a-zA-Z][-a-zA-Z0-9]*} of at most 128,
 * which change-set names must.
 */
public final class Token {
  private static final Pattern FORM =
      Pattern.compile(
          "ca-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})-[0-9a-f]{12}");

  private Token() {}

  public static String of(RunId run, String action, int attempt, String step) {
    var hash = Digest.of(action + "\n" + attempt + "\n" + step).hex().substring(0, 12);
    return "ca-" + run + "-" + hash;
  }

  /** The run that a token names, if it is one of ours. */
  public static Optional<RunId> run(String token) {
    var match = FORM.matcher(token);
    return match.matches() ? Optional.of(RunId.parse(match.group(1))) : Optional.empty();
  }
}
