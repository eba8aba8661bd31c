package io.coreautomation.simulator.world;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** What a service has been told in an account and region, one after the other. */
public final class Sequence<T> {
  private final TwinWorld world;
  private final Documents<T> documents;

  /**
   * @param sort names service and sort, such as {@code events/event}
   */
  public Sequence(TwinWorld world, String sort, Class<T> type) {
    this.world = world;
    this.documents = new Documents<>(world, sort, type);
  }

  /** Adds one, and returns the id that it has from now on: the same in each run of a test. */
  public String add(String accountId, String region, T document) {
    return world.alone(
        accountId,
        region,
        () -> {
          var place = accountId + "/" + region + "/";
          var key = place + String.format("%08d", documents.under(place).size());
          documents.put(key, document);
          return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
        });
  }

  /** All so far. */
  public List<T> in(String accountId, String region) {
    return documents.under(accountId + "/" + region + "/");
  }
}
