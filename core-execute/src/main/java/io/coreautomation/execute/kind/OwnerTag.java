package io.coreautomation.execute.kind;

import io.coreautomation.framework.coordinates.Prn;

/**
 * The tag by which a thing in AWS says whose it is: the PRN of the deployment that may change it.
 */
public final class OwnerTag {
  public static final String KEY = "core-automation:owner";

  private OwnerTag() {}

  /**
   * Says why a thing is left alone that does not bear the tag of who works on it.
   *
   * @param thing with its place, such as {@code the stack 'web' in 210000000011/eu-west-1}
   * @param owner that it bears; empty if none
   * @param ours who works on it
   */
  public static String notOurs(String thing, String owner, Prn ours) {
    return thing
        + (owner.isEmpty() ? " belongs to no deployment of this platform" : " belongs to " + owner)
        + ", not to "
        + ours;
  }
}
