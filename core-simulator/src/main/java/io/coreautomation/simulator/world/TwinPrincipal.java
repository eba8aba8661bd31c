package io.coreautomation.simulator.world;

/**
 * Who calls.
 *
 * @param accountId whose resources the calls see
 * @param arn as {@code GetCallerIdentity} gives it
 * @param userId as {@code GetCallerIdentity} gives it
 */
public record TwinPrincipal(String accountId, String arn, String userId) {

  /** The platform itself, in its home account. */
  public static TwinPrincipal home(WorldSettings settings) {
    return root(settings.homeAccountId());
  }

  /** An account's root user: may do everything in its account. */
  public static TwinPrincipal root(String accountId) {
    return new TwinPrincipal(accountId, "arn:aws:iam::" + accountId + ":root", accountId);
  }
}
