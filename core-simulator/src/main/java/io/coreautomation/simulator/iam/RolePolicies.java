package io.coreautomation.simulator.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policies of a role, as texts.
 *
 * @param trust who may assume it; null for whom its account's {@code Role} names
 * @param identity what it may do
 * @param boundary what it may do at most; null for no limit
 */
public record RolePolicies(
    @Nullable String trust, List<String> identity, @Nullable String boundary) {
  public RolePolicies {
    identity = List.copyOf(identity);
  }
}
