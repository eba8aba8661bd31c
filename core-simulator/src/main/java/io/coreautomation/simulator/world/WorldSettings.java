package io.coreautomation.simulator.world;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a world is told from outside.
 *
 * @param homeAccountId the platform's own account: only its principals are trusted by target roles
 * @param targetRoles that {@link TwinWorld#addAccount} makes
 * @param objects fetches what a {@code TemplateURL} names; empty when there is no such object
 * @param throttling whether token buckets answer {@code Rate exceeded} to callers that are too fast
 * @param mostStacks what an account is told that it may have in a region
 * @param furtherPolicies of target roles, by the role's name, beside those of the template
 */
public record WorldSettings(
    String homeAccountId,
    TargetRoles targetRoles,
    Function<URI, Optional<byte[]>> objects,
    boolean throttling,
    int mostStacks,
    Map<String, String> furtherPolicies) {
  public static final WorldSettings DEFAULT =
      new WorldSettings(
          "000000000000", TargetRoles.DEFAULT, url -> Optional.empty(), false, 2_000, Map.of());

  public WorldSettings withHomeAccountId(String id) {
    return new WorldSettings(id, targetRoles, objects, throttling, mostStacks, furtherPolicies);
  }

  public WorldSettings withTargetRoles(TargetRoles roles) {
    return new WorldSettings(
        homeAccountId, roles, objects, throttling, mostStacks, furtherPolicies);
  }

  public WorldSettings withObjects(Function<URI, Optional<byte[]>> fetch) {
    return new WorldSettings(
        homeAccountId, targetRoles, fetch, throttling, mostStacks, furtherPolicies);
  }

  public WorldSettings withThrottling(boolean on) {
    return new WorldSettings(homeAccountId, targetRoles, objects, on, mostStacks, furtherPolicies);
  }

  public WorldSettings withMostStacks(int stacks) {
    return new WorldSettings(
        homeAccountId, targetRoles, objects, throttling, stacks, furtherPolicies);
  }

  /** With what an installation lets its target roles do for kinds of its own. */
  public WorldSettings withFurtherPolicies(Map<String, String> policies) {
    return new WorldSettings(
        homeAccountId, targetRoles, objects, throttling, mostStacks, Map.copyOf(policies));
  }
}
