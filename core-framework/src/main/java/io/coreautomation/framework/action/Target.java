package io.coreautomation.framework.action;

import java.util.regex.Pattern;

/** One account in one region. */
public record Target(String account, String region) {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");

  public Target {
    if (!isAccount(account)) {
      throw new IllegalArgumentException("'" + account + "' is no account id: it has 12 digits");
    }
    if (!isRegion(region)) {
      throw new IllegalArgumentException("'" + region + "' is no region name, such as eu-west-1");
    }
  }

  public static boolean isAccount(String text) {
    return ACCOUNT.matcher(text).matches();
  }

  public static boolean isRegion(String text) {
    return REGION.matcher(text).matches();
  }

  /** {@code account/region}. */
  @Override
  public String toString() {
    return account + "/" + region;
  }
}
