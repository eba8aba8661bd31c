package io.coreautomation.execute.kind;

/**
 * The tag by which a thing in AWS says whose it is: the PRN of the deployment that may change it.
 */
public final class OwnerTag {
  public static final String KEY = "core-automation:owner";

  private OwnerTag() {}
}
