package io.coreautomation.simulator.fault;

import org.jspecify.annotations.Nullable;

/**
 * Which API calls a fault hits: what is null fits all.
 *
 * @param service such as {@code cloudformation} or {@code sts}
 * @param operation as the API names it, such as {@code CreateStack}
 */
public record CallMatch(
    @Nullable String service,
    @Nullable String operation,
    @Nullable String accountId,
    @Nullable String region) {
  public static final CallMatch ANY = new CallMatch(null, null, null, null);

  public static CallMatch of(String service, String operation) {
    return new CallMatch(service, operation, null, null);
  }

  public CallMatch inAccount(String id) {
    return new CallMatch(service, operation, id, region);
  }

  public CallMatch inRegion(String name) {
    return new CallMatch(service, operation, accountId, name);
  }

  boolean fits(CallMatch concrete) {
    return (service == null || service.equals(concrete.service))
        && (operation == null || operation.equals(concrete.operation))
        && (accountId == null || accountId.equals(concrete.accountId))
        && (region == null || region.equals(concrete.region));
  }
}
