package io.coreautomation.aws.access;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client may reach, and in whose name.
 *
 * @param account twelve digits
 * @param sessionName what CloudTrail shows as the session: the run's id
 * @param sourceIdentity who asked for the work, or null where the trust policies do not allow it
 * @param policy that narrows the session, as IAM writes policies; null for all that the role may
 */
public record AccessScope(
    String account,
    String region,
    RoleKind role,
    String sessionName,
    @Nullable String sourceIdentity,
    @Nullable String policy) {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_+=,.@-]{2,64}");

  /** STS's limit for the text of a session policy. */
  public static final int POLICY_CHARACTERS = 2_048;

  /** A scope that is as wide as its role. */
  public AccessScope(
      String account,
      String region,
      RoleKind role,
      String sessionName,
      @Nullable String sourceIdentity) {
    this(account, region, role, sessionName, sourceIdentity, null);
  }

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
    if (policy != null && policy.length() > POLICY_CHARACTERS) {
      throw new IllegalArgumentException(
          "a session policy of " + policy.length() + " characters, and STS takes 2,048");
    }
  }

  /** The same, narrowed. */
  public AccessScope withPolicy(@Nullable String narrower) {
    return new AccessScope(account, region, role, sessionName, sourceIdentity, narrower);
  }
}
