package io.coreautomation.execute.simulation;

import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.run.StaleTurnException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Objects in a map, behind the gate. As in S3, an ETag tells the content, not the write. */
final class SimStore implements ObjectStore {
  private final Gate gate;
  private final Lambdas lambdas;
  private final Set<Guard> without;
  private final TreeMap<String, StoredObject> objects = new TreeMap<>();
  private final TreeMap<String, Long> writers = new TreeMap<>();

  SimStore(Gate gate, Lambdas lambdas, Set<Guard> without) {
    this.gate = gate;
    this.lambdas = lambdas;
    this.without = without;
  }

  /** The invocation that wrote an object last; 0 if none did. */
  long writer(String key) {
    return writers.getOrDefault(key, 0L);
  }

  @Override
  public Optional<StoredObject> get(String key) {
    return gate.call(Gate.Door.STORE, false, () -> Optional.ofNullable(objects.get(key)));
  }

  @Override
  public String put(String key, byte[] content, Precondition precondition) {
    return gate.call(Gate.Door.STORE, true, () -> written(key, content, precondition));
  }

  private String written(String key, byte[] content, Precondition precondition) {
    var stored = objects.get(key);
    if (!without.contains(Guard.CLAIM) && !holds(precondition, stored)) {
      throw new PreconditionFailedException(key, precondition);
    }
    var written = new StoredObject(content, Integer.toHexString(Arrays.hashCode(content)));
    objects.put(key, written);
    writers.put(key, lambdas.current());
    if (!(precondition instanceof Precondition.None) && gate.ownWriteMet()) {
      if (without.contains(Guard.NONCE)) {
        throw new StaleTurnException("refused, and nobody looks by whom");
      }
      throw new PreconditionFailedException(key, precondition);
    }
    return written.etag();
  }

  private static boolean holds(Precondition precondition, @Nullable StoredObject stored) {
    return switch (precondition) {
      case Precondition.None _ -> true;
      case Precondition.Absent _ -> stored == null;
      case Precondition.Matches(String etag) -> stored != null && stored.etag().equals(etag);
    };
  }

  @Override
  public void delete(String key) {
    gate.call(Gate.Door.STORE, true, () -> Optional.ofNullable(objects.remove(key)));
  }

  @Override
  public Listing list(String prefix, @Nullable String after) {
    return gate.call(
        Gate.Door.STORE,
        false,
        () ->
            new Listing(
                List.copyOf(
                    objects.tailMap(after == null ? prefix : after, false).keySet().stream()
                        .filter(key -> key.startsWith(prefix))
                        .toList()),
                null));
  }

  @Override
  public URI presign(String key, Duration validity) {
    return url(key);
  }

  @Override
  public URI url(String key) {
    return URI.create("https://objects.invalid/" + key);
  }
}
