package io.coreautomation.aws.access;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls by service and operation: what a run costs. Thread-safe. */
public final class CallCounter {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void count(String service, String operation) {
    counts.computeIfAbsent(service + "." + operation, _ -> new LongAdder()).increment();
  }

  /** Calls so far, by {@code cloudformation.DescribeStacks}; throttled and failed ones, too. */
  public Map<String, Long> counts() {
    var snapshot = new TreeMap<String, Long>();
    counts.forEach((call, count) -> snapshot.put(call, count.sum()));
    return snapshot;
  }

  public long total() {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }
}
