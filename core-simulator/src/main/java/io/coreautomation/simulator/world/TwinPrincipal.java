package io.coreautomation.simulator.world;

/**
 * Who calls.
 *
 * @param accountId whose resources the calls see
 * @param arn as {@code GetCallerIdentity} gives it
 * @param userId as {@code GetCallerIdentity} gives it
 */
public record TwinPrincipal(String accountId, String arn, String userId) {

  /**
   * The role of the platform's engine, whom the target roles trust; its function bears its name.
   */
  private static final String ENGINE = "twin-core-automation-execute";

  /** The platform itself, in its home account: its engine's function. */
  public static TwinPrincipal home(WorldSettings settings) {
    var account = settings.homeAccountId();
    return new TwinPrincipal(
        account,
        "arn:aws:sts::" + account + ":assumed-role/" + ENGINE + "/" + ENGINE,
        Accounts.roleId(account, ENGINE) + ":" + ENGINE);
  }

  /** An account's root user: may do everything in its account. */
  public static TwinPrincipal root(String accountId) {
    return new TwinPrincipal(accountId, "arn:aws:iam::" + accountId + ":root", accountId);
  }
}
