package io.coreautomation.framework.coordinates;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Cuts a name to the length that AWS allows, the same way each time. */
public enum Names {
  /** CloudFormation: 128. */
  STACK(128),
  /** IAM: 64. */
  ROLE(64),
  /** Lambda: 64. */
  FUNCTION(64),
  /** S3: 63. */
  BUCKET(63),
  /** Elastic Load Balancing: 32. */
  LOAD_BALANCER(32),
  /** Step Functions: 80. */
  EXECUTION(80);

  private static final int SUFFIX = 10;
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private final int limit;

  Names(int limit) {
    this.limit = limit;
  }

  public int limit() {
    return limit;
  }

  /**
   * The name itself if it fits, else its beginning, {@code -}, and 10 base-32 characters (50 bits)
   * of the full name's SHA-256.
   */
  public String fit(String name) {
    return fit(name, limit);
  }

  /** As {@link #fit(String)}, to a limit of the caller's; at least 12. */
  public static String fit(String name, int limit) {
    if (limit < SUFFIX + 2) {
      throw new IllegalArgumentException("nothing of a name is left in " + limit + " characters");
    }
    if (name.length() <= limit) {
      return name;
    }
    return name.substring(0, limit - SUFFIX - 1).replaceAll("-+$", "") + "-" + suffix(name);
  }

  private static String suffix(String name) {
    byte[] hash;
    try {
      hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    long bits = 0;
    for (int i = 0; i < 7; i++) {
      bits = bits << 8 | (hash[i] & 0xff);
    }
    bits >>>= 6; // 56 bits read, 50 wanted
    var text = new StringBuilder();
    for (int i = SUFFIX - 1; i >= 0; i--) {
      text.append(BASE32.charAt((int) (bits >>> (5 * i)) & 31));
    }
    return text.toString();
  }
}
