package io.coreautomation.simulator.client;

import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.world.Accounts.Session;
import io.coreautomation.simulator.world.TwinPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, and where.
 *
 * @param session that the credentials stand for; null for a principal who was named
 */
public record Caller(TwinPrincipal principal, @Nullable Session session, String region) {
  public String accountId() {
    return principal.accountId();
  }

  /** Where the call is made. */
  public Place place() {
    return new Place(accountId(), region);
  }
}
