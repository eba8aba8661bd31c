package io.coreautomation.framework.testing;

import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Digest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;

/** Objects in a map: a fake for the tests of modules that cannot see an implementation. */
public final class InMemoryObjectStore implements ObjectStore {
  private final TreeMap<String, byte[]> objects = new TreeMap<>();

  @Override
  public synchronized Optional<StoredObject> get(String key) {
    return Optional.ofNullable(objects.get(ObjectStore.checkedKey(key)))
        .map(content -> new StoredObject(content, etag(content)));
  }

  @Override
  public synchronized String put(String key, byte[] content, Precondition precondition) {
    var stored = objects.get(ObjectStore.checkedKey(key));
    var holds =
        switch (precondition) {
          case Precondition.None _ -> true;
          case Precondition.Absent _ -> stored == null;
          case Precondition.Matches(String etag) -> stored != null && etag(stored).equals(etag);
        };
    if (!holds) {
      throw new PreconditionFailedException(key, precondition);
    }
    objects.put(key, content.clone());
    return etag(content);
  }

  @Override
  public synchronized void delete(String key) {
    objects.remove(ObjectStore.checkedKey(key));
  }

  @Override
  public synchronized Listing list(String prefix, String after) {
    return new Listing(
        objects.keySet().stream()
            .filter(key -> key.startsWith(prefix) && (after == null || key.compareTo(after) > 0))
            .toList(),
        null);
  }

  @Override
  public URI presign(String key, Duration validity) {
    return url(key);
  }

  @Override
  public URI url(String key) {
    return URI.create("memory:/" + ObjectStore.checkedKey(key));
  }

  private static String etag(byte[] content) {
    return Digest.of(content).hex();
  }
}
