package io.coreautomation.simulator.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * A version of an object, or a marker that there is none any more.
 *
 * @param id {@code null} in a bucket without versions; the newer, the smaller
 * @param body in base 64; null for a delete marker
 * @param isHeld whether a legal hold keeps it
 * @param keptUntil until when a retention keeps it; null if none does
 */
record Version(
    String key,
    String id,
    long number,
    @Nullable String body,
    String contentType,
    boolean isHeld,
    @Nullable Instant keptUntil,
    Instant at) {
  static final String UNVERSIONED = "null";
  private static final int LAST = 99_999_999;

  /** By key, the newest first. */
  static final Comparator<Version> ORDER =
      Comparator.comparing(Version::key)
          .thenComparing(Comparator.comparing(Version::number).reversed());

  static String id(long number) {
    return "version-%08d".formatted(LAST - number);
  }

  boolean isKeptAt(Instant now) {
    return isHeld || (keptUntil != null && now.isBefore(keptUntil));
  }

  byte[] bytes() {
    return body == null
        ? new byte[0]
        : Base64.getDecoder().decode(body.getBytes(StandardCharsets.US_ASCII));
  }

  ObjectVersion sdk(boolean isLatest) {
    return ObjectVersion.builder()
        .key(key)
        .versionId(id)
        .size((long) bytes().length)
        .isLatest(isLatest)
        .lastModified(at)
        .build();
  }

  DeleteMarkerEntry marker(boolean isLatest) {
    return DeleteMarkerEntry.builder()
        .key(key)
        .versionId(id)
        .isLatest(isLatest)
        .lastModified(at)
        .build();
  }
}
