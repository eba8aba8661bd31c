package io.coreautomation.framework.coordinates;

import java.util.List;

/**
 * What the names of an installation's own stacks, roles and buses begin with: those at home, and
 * those in target accounts.
 */
public record OwnNames(List<String> beginnings) {
  /** Who stands outside of an installation may change all of it. */
  public static final OwnNames NONE = new OwnNames(List.of());

  public OwnNames {
    beginnings = List.copyOf(beginnings);
  }

  /**
   * The names of an installation, as its CDK stacks give them.
   *
   * @param rolePrefix what all names in target accounts begin with
   */
  public static OwnNames of(String scopePrefix, String client, String rolePrefix) {
    return new OwnNames(List.of(rolePrefix, scopePrefix + client + "-core-automation-"));
  }

  /** Whether something of that name is the installation's own. */
  public boolean include(String name) {
    return beginnings.stream().anyMatch(name::startsWith);
  }
}
