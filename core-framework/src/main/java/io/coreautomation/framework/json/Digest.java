package io.coreautomation.framework.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of some content, which names it.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {
  private static final int DIGITS = 64;
  private static final String PREFIX = "sha256-";

  public Digest {
    if (!isHex(hex)) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hex: '" + hex + "'");
    }
  }

  /** Without a regular expression: fleets of digests are read. */
  private static boolean isHex(String text) {
    if (text.length() != DIGITS) {
      return false;
    }
    for (int i = 0; i < DIGITS; i++) {
      var c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  public static Digest of(byte[] content) {
    try {
      return new Digest(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Over the canonical form. */
  public static Digest of(JsonNode tree) {
    return of(CanonicalJson.bytes(tree));
  }

  /** Reads {@code sha256-<hex>}. */
  @JsonCreator
  public static Digest parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a digest begins with 'sha256-': '" + text + "'");
    }
    return new Digest(text.substring(PREFIX.length()));
  }

  /** The first digits, for people. */
  public String abbreviated() {
    return PREFIX + hex.substring(0, 12);
  }

  /** {@code sha256-<hex>}. */
  @JsonValue
  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
