package io.coreautomation.execute.permission;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import software.amazon.awssdk.core.SdkClient;

/** Access with sessions that may do what one action list needs, and nothing else. */
public record NarrowedAccess(AwsAccess access, SessionPolicies policies) implements AwsAccess {
  @Override
  public <C extends SdkClient> C client(Class<C> service, AccessScope scope) {
    return access.client(service, narrowed(scope));
  }

  @Override
  public boolean isOpen(AccessScope scope) {
    return access.isOpen(narrowed(scope));
  }

  private AccessScope narrowed(AccessScope scope) {
    return scope.withPolicy(policies.of(scope.account()));
  }

  @Override
  public String stackExecutionRoleArn(String account, String region) {
    return access.stackExecutionRoleArn(account, region);
  }

  @Override
  public String userBoundaryArn(String account, String region) {
    return access.userBoundaryArn(account, region);
  }
}
