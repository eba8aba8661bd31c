package io.coreautomation.simulator.client;

import io.coreautomation.simulator.world.TwinPrincipal;

/** Who makes a call, and where. */
public record Caller(TwinPrincipal principal, String region) {
  public String accountId() {
    return principal.accountId();
  }
}
