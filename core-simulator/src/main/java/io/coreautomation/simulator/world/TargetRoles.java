package io.coreautomation.simulator.world;

/**
 * The roles that every account of the world is born with, as the platform's {@code target-roles}
 * template makes them.
 *
 * @param plan trusted by the home account: reads, and makes change sets
 * @param change trusted by the home account: changes stacks and passes the stack-execution role
 * @param stackExecution trusted by CloudFormation alone
 * @param externalId that the first two ask of their caller; empty when they ask none
 */
public record TargetRoles(String plan, String change, String stackExecution, String externalId) {
  public static final TargetRoles DEFAULT =
      new TargetRoles(
          "core-automation-plan", "core-automation-change", "core-automation-stack-execution", "");

  public TargetRoles withExternalId(String id) {
    return new TargetRoles(plan, change, stackExecution, id);
  }
}
