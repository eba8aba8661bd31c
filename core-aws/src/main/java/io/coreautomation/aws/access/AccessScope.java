package io.coreautomation.aws.access;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client may reach, and in whose name.
 *
 * @param account twelve digits
 * @param sessionName what CloudTrail shows as the session: the run's id
 * @param sourceIdentity who asked for the work, or null where the trust policies do not allow it
 */
public record AccessScope(
    String account,
    String region,
    RoleKind role,
    String sessionName,
    @Nullable String sourceIdentity) {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_+=,.@-]{2,64}");

  public AccessScope {
    if (!ACCOUNT.matcher(account).matches()) {
      throw new IllegalArgumentException("not an account of twelve digits: '" + account + "'");
    }
    if (region.isEmpty()) {
      throw new IllegalArgumentException("a scope needs a region");
    }
    if (!SESSION.matcher(sessionName).matches()) {
      throw new IllegalArgumentException("not a session name: '" + sessionName + "'");
    }
    if (sourceIdentity != null && !SESSION.matcher(sourceIdentity).matches()) {
      throw new IllegalArgumentException("not a source identity: '" + sourceIdentity + "'");
    }
  }
}
