package io.coreautomation.simulator.world;

import java.net.URI;
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
 */
public record WorldSettings(
    String homeAccountId,
    TargetRoles targetRoles,
    Function<URI, Optional<byte[]>> objects,
    boolean throttling,
    int mostStacks) {
  public static final WorldSettings DEFAULT =
      new WorldSettings("000000000000", TargetRoles.DEFAULT, url -> Optional.empty(), false, 2_000);

  public WorldSettings withHomeAccountId(String id) {
    return new WorldSettings(id, targetRoles, objects, throttling, mostStacks);
  }

  public WorldSettings withTargetRoles(TargetRoles roles) {
    return new WorldSettings(homeAccountId, roles, objects, throttling, mostStacks);
  }

  public WorldSettings withObjects(Function<URI, Optional<byte[]>> fetch) {
    return new WorldSettings(homeAccountId, targetRoles, fetch, throttling, mostStacks);
  }

  public WorldSettings withThrottling(boolean on) {
    return new WorldSettings(homeAccountId, targetRoles, objects, on, mostStacks);
  }

  public WorldSettings withMostStacks(int stacks) {
    return new WorldSettings(homeAccountId, targetRoles, objects, throttling, stacks);
  }
}
