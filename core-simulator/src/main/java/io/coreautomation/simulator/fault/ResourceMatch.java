package io.coreautomation.simulator.fault;

import org.jspecify.annotations.Nullable;

/** Which resources of stacks a fault hits: what is null fits all. */
public record ResourceMatch(
    @Nullable String type,
    @Nullable String logicalId,
    @Nullable String stackName,
    @Nullable String accountId,
    @Nullable String region) {
  public static final ResourceMatch ANY = new ResourceMatch(null, null, null, null, null);

  public static ResourceMatch ofType(String type) {
    return new ResourceMatch(type, null, null, null, null);
  }

  public static ResourceMatch ofLogicalId(String logicalId) {
    return new ResourceMatch(null, logicalId, null, null, null);
  }

  public ResourceMatch inStack(String name) {
    return new ResourceMatch(type, logicalId, name, accountId, region);
  }

  public ResourceMatch inAccount(String id) {
    return new ResourceMatch(type, logicalId, stackName, id, region);
  }

  public ResourceMatch inRegion(String name) {
    return new ResourceMatch(type, logicalId, stackName, accountId, name);
  }

  boolean fits(ResourceMatch concrete) {
    return fits(type, concrete.type)
        && fits(logicalId, concrete.logicalId)
        && fits(stackName, concrete.stackName)
        && fits(accountId, concrete.accountId)
        && fits(region, concrete.region);
  }

  private static boolean fits(@Nullable String wanted, @Nullable String given) {
    return wanted == null || wanted.equals(given);
  }
}
