package io.coreautomation.framework.door;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps objects under keys: packages, templates, lists, state, reports. One bucket.
 *
 * <p>Keys are {@code /}-separated, at most 1,024 bytes of UTF-8, without empty, {@code .} or {@code
 * ..} parts and none over 255 bytes; implementations MUST refuse others with {@link
 * IllegalArgumentException}. A key that is the beginning of another up to a {@code /} need not be
 * accepted beside it. A read after a write MUST see that write.
 */
public interface ObjectStore {
  /** The key itself, if it is one. */
  static String checkedKey(String key) {
    if (key.getBytes(StandardCharsets.UTF_8).length > 1024) {
      throw new IllegalArgumentException("a key of more than 1,024 bytes: '" + key + "'");
    }
    for (var part : key.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException("not a key, for its part '" + part + "': '" + key + "'");
      }
      if (part.getBytes(StandardCharsets.UTF_8).length > 255 || part.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("not a key, for a part of it: '" + key + "'");
      }
    }
    return key;
  }

  /** The object, or nothing if there is none under that key. */
  Optional<StoredObject> get(String key);

  /**
   * Writes an object, under a condition.
   *
   * <p>Implementations MUST make check and write one atomic step, and MUST NOT leave a part of the
   * content behind.
   *
   * @return the ETag of what was written
   * @throws PreconditionFailedException if the condition does not hold; nothing was written
   */
  String put(String key, byte[] content, Precondition precondition);

  /** Removes an object; one that is not there is no error. */
  void delete(String key);

  /** Keys with a prefix, in UTF-8 order, from after a cursor on; at most 1,000. */
  Listing list(String prefix, @Nullable String after);

  /**
   * An address that reads the object without credentials, for as long as given (at most 7 days).
   */
  URI presign(String key, Duration validity);

  /**
   * The address under which AWS services know the object, as for CloudFormation's {@code
   * TemplateURL}.
   */
  URI url(String key);

  /**
   * An object and the ETag of this version of it.
   *
   * @param content not copied: callers leave it as it is
   */
  record StoredObject(byte[] content, String etag) {}

  /** One page of keys; {@code next} is what to ask after for the next page, null at the end. */
  record Listing(List<String> keys, @Nullable String next) {}

  /** What must hold for a write. */
  sealed interface Precondition {
    /** Whatever is there is replaced. */
    record None() implements Precondition {}

    /** Nothing may be there. */
    record Absent() implements Precondition {}

    /** The version read must still be there. */
    record Matches(String etag) implements Precondition {}

    Precondition NONE = new None();
    Precondition ABSENT = new Absent();
  }

  /** The condition of a write did not hold. */
  final class PreconditionFailedException extends RuntimeException {
    public PreconditionFailedException(String key, Precondition precondition) {
      super("'" + key + "' was not written: " + precondition + " does not hold");
    }
  }
}
