package io.coreautomation.framework.coordinates;

import io.coreautomation.framework.json.Digest;
import java.util.Locale;

/** The short name of a branch: what keys, PRNs and stack names hold of it. */
public final class BranchName {
  private static final int LENGTH = 20;

  private BranchName() {}

  /**
   * Lower case; every character outside {@code [a-z0-9-]} becomes {@code -}; the first 20; trailing
   * {@code -} stripped. The rule is upstream's, so that names of stacks carry over. A branch of
   * which nothing would be left is {@code x} and 8 digits of its SHA-256.
   */
  public static String shortName(String branch) {
    var clean = branch.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    var cut = clean.substring(0, Math.min(LENGTH, clean.length())).replaceAll("-+$", "");
    return cut.isEmpty() ? "x" + Digest.of(branch).hex().substring(0, 8) : cut;
  }
}
