package io.coreautomation.execute.turn;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import software.amazon.awssdk.core.SdkClient;

/** An AWS that nobody calls: scripted kinds have no need of it. */
final class NoServices implements AwsAccess {
  @Override
  public <C extends SdkClient> C client(Class<C> service, AccessScope scope) {
    throw new IllegalStateException("scripted kinds call no service");
  }

  @Override
  public String stackExecutionRoleArn(String account, String region) {
    return "arn:aws:iam::" + account + ":role/test";
  }
}
