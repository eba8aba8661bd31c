package io.coreautomation.simulator.world;

import java.util.List;
import java.util.Map;

/**
 * Keeps a world's documents by key. One world is the only user of a store at a time.
 *
 * <p>Keys are ASCII, at most 512 characters, with {@code /} between their parts; documents are
 * JSON, at most a few megabytes.
 */
public interface WorldStore {
  /** Returns every document. Called once, before any {@link #commit}. */
  Map<String, byte[]> load();

  /**
   * Writes all of the changes, or none of them.
   *
   * <p>Implementations MUST make the changes atomic and durable before they return: what was
   * committed is there after the process is killed. They MUST accept calls from many threads, and
   * MUST apply the changes of one call in order.
   *
   * @throws RuntimeException if nothing was written; the world then answers the call with that
   *     exception and stays as it was
   */
  void commit(List<Change> changes);

  /** One document written or removed. */
  sealed interface Change {
    String key();

    /** A document that replaces any earlier one of this key. The bytes belong to the receiver. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Put(String key, byte[] bytes) implements Change {}

    /** A document removed; to remove one that is not there is no error. */
    record Delete(String key) implements Change {}

    static Change put(String key, byte[] bytes) {
      return new Put(key, bytes);
    }

    static Change delete(String key) {
      return new Delete(key);
    }
  }
}
