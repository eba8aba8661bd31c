package io.coreautomation.execute.turn;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.core.SdkClient;

/**
 * Access of a turn, whose clients make no call once the turn may have been overtaken: a kind makes
 * several calls in a row, and reads stores in between, each of which may take its time.
 *
 * @param fence throws an exception that ends the turn if its time for calls is over
 */
record FencedAccess(AwsAccess access, Runnable fence) implements AwsAccess {
  @Override
  public <C extends SdkClient> C client(Class<C> service, AccessScope scope) {
    var client = access.client(service, scope);
    return service.cast(
        Proxy.newProxyInstance(
            service.getClassLoader(),
            new Class<?>[] {service},
            (proxy, method, arguments) -> {
              fence.run();
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Override
  public boolean isOpen(AccessScope scope) {
    return access.isOpen(scope);
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
