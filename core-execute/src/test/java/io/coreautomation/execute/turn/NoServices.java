package io.coreautomation.execute.turn;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkClient;

/** An AWS that nobody calls: scripted kinds have no need of it. */
final class NoServices implements AwsAccess {
  /** Accounts whose sessions this process has. */
  final Set<String> open = new TreeSet<>(Set.of(EngineWorld.TARGET.account()));

  @Override
  public boolean isOpen(AccessScope scope) {
    return open.contains(scope.account());
  }

  @Override
  public <C extends SdkClient> C client(Class<C> service, AccessScope scope) {
    throw new IllegalStateException("scripted kinds call no service");
  }

  @Override
  public String stackExecutionRoleArn(String account, String region) {
    return "arn:aws:iam::" + account + ":role/test";
  }

  @Override
  public String userBoundaryArn(String account, String region) {
    return "arn:aws:iam::" + account + ":policy/test";
  }
}
