package io.coreautomation.framework.run;

import io.coreautomation.framework.json.Digest;
import java.util.Map;

/**
 * Actions at their end, in an object that is written once: so that a long run's checkpoints cost
 * what is under way, not what was done. Named by its digest.
 */
public record SettledActions(Map<String, ActionState> actions) {
  public byte[] write() {
    return Gzipped.write(this, Map.of());
  }

  static SettledActions read(byte[] content) {
    return Gzipped.read(content, SettledActions.class);
  }

  /** The name of what {@link #write} made. */
  public static Digest name(byte[] content) {
    return Digest.of(content);
  }
}
