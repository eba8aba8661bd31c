package io.coreautomation.simulator.world;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A store that lives as long as its object: for tests and for {@code core rehearse}. */
public final class MemoryWorldStore implements WorldStore {
  private final TreeMap<String, byte[]> documents;

  public MemoryWorldStore() {
    this(Map.of());
  }

  /** A store that begins as a copy of another world's documents. */
  public MemoryWorldStore(Map<String, byte[]> documents) {
    this.documents = new TreeMap<>(documents);
  }

  @Override
  public synchronized Map<String, byte[]> load() {
    return new TreeMap<>(documents);
  }

  @Override
  public synchronized void commit(List<Change> changes) {
    for (var change : changes) {
      switch (change) {
        case Change.Put(var key, var bytes) -> documents.put(key, bytes);
        case Change.Delete(var key) -> documents.remove(key);
      }
    }
  }
}
