package io.coreautomation.simulator.client;

import io.coreautomation.simulator.world.TwinWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How fast callers may call, by account, region, service, and whether the call reads or changes.
 * Tokens come back in world time. The rates are of CloudFormation's order; AWS publishes none.
 */
final class TokenBuckets {
  private static final double READS_A_SECOND = 10;
  private static final double CHANGES_A_SECOND = 2;
  private static final double SECONDS_OF_BURST = 10;

  private final TwinWorld world;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  private record Bucket(double tokens, Instant at, boolean taken) {}

  TokenBuckets(TwinWorld world) {
    this.world = world;
  }

  boolean take(String service, String operation, Caller caller) {
    var reads =
        operation.startsWith("Describe")
            || operation.startsWith("List")
            || operation.startsWith("Get");
    var rate = reads ? READS_A_SECOND : CHANGES_A_SECOND;
    var key = caller.accountId() + "/" + caller.region() + "/" + service + "/" + reads;
    var now = world.now();
    return buckets
        .compute(
            key,
            (k, old) -> {
              var full = rate * SECONDS_OF_BURST;
              var tokens =
                  old == null ? full : Math.min(full, old.tokens() + rate * seconds(old.at(), now));
              return tokens >= 1
                  ? new Bucket(tokens - 1, now, true)
                  : new Bucket(tokens, now, false);
            })
        .taken();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
