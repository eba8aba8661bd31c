package io.coreautomation.db.lock;

import io.coreautomation.framework.coordinates.Prn;

/** How locks are named, so that whoever means one thing names one lock. */
public final class LockNames {
  private LockNames() {}

  /** Of all that one deployment owns. */
  public static String deployment(Prn prn) {
    return "deployment/" + prn;
  }

  /** Of one stack, whatever run changes it. */
  public static String stack(String account, String region, String stackName) {
    return "stack/" + account + "/" + region + "/" + stackName;
  }

  /** Of what an author gave a name. */
  public static String custom(String name) {
    return "name/" + name;
  }
}
