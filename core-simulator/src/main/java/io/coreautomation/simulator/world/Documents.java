package io.coreautomation.simulator.world;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What a service of the twin knows of one sort of thing, by key: in memory, and in the store before
 * a call that changed it answers. Keys begin with the account and region that the thing is in.
 * Reads need no lock; who changes something holds its account and region alone.
 */
public final class Documents<T> {
  /** Before the keys of all services that keep their state in this way. */
  public static final String PREFIX = "service/";

  private final TwinWorld world;
  private final String prefix;
  private final ConcurrentNavigableMap<String, T> byKey = new ConcurrentSkipListMap<>();

  /**
   * Reads what the world has of them.
   *
   * @param sort names service and sort, such as {@code events/event}
   */
  public Documents(TwinWorld world, String sort, Class<T> type) {
    this.world = world;
    this.prefix = PREFIX + sort + "/";
    world
        .documents(prefix, type)
        .forEach((key, document) -> byKey.put(key.substring(prefix.length()), document));
  }

  public Optional<T> get(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** All whose keys begin so, in the order of their keys. */
  public List<T> under(String start) {
    return byKey.tailMap(start).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(start))
        .map(Map.Entry::getValue)
        .toList();
  }

  public void put(String key, T document) {
    world.commit(List.of(TwinWorld.put(prefix + key, document)));
    byKey.put(key, document);
  }

  /** Writes a document with which something happens at a time: a clock may jump there. */
  public void put(String key, T document, Instant next) {
    var appointment = new TwinWorld.Appointment(next, prefix + key, null);
    world.commit(
        List.of(
            TwinWorld.put(prefix + key, document), TwinWorld.put(appointment.key(), appointment)));
    byKey.put(key, document);
  }

  public void delete(String key) {
    world.commit(List.of(WorldStore.Change.delete(prefix + key)));
    byKey.remove(key);
  }
}
