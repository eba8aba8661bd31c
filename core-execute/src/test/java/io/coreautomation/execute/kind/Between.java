package io.coreautomation.execute.kind;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/** Who stands between those who call a service and the service. */
@FunctionalInterface
public interface Between {
  /** A call that was asked for; it is made if somebody makes it. */
  interface Call {
    @Nullable Object make() throws Throwable;
  }

  /**
   * Is asked for a call.
   *
   * @param operation as AWS names it: {@code DescribeStacks}
   * @return the answer
   */
  @Nullable Object called(String operation, AwsRequest request, Call call) throws Throwable;

  /** A client each of whose calls goes through those hands. */
  static <C extends SdkClient> C client(Class<C> service, C real, Between hands) {
    return service.cast(
        Proxy.newProxyInstance(
            service.getClassLoader(),
            new Class<?>[] {service},
            (proxy, method, arguments) -> {
              // Consumer overloads and paginators come back to the plain operations, which alone
              // are calls.
              if (method.isDefault() && !isOperation(method)) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
              }
              return arguments != null && arguments[0] instanceof AwsRequest request
                  ? hands.called(operation(method), request, () -> invoked(real, method, arguments))
                  : invoked(real, method, arguments);
            }));
  }

  /** What a method of a client is called in AWS. */
  static String operation(Method method) {
    return Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1);
  }

  /** The answer of a real thing, or what it throws. */
  static @Nullable Object invoked(Object real, Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static boolean isOperation(Method method) {
    var parameters = method.getParameterTypes();
    return parameters.length > 0
        && SdkRequest.class.isAssignableFrom(parameters[0])
        && (parameters.length > 1 || SdkResponse.class.isAssignableFrom(method.getReturnType()))
        && Arrays.stream(parameters)
            .skip(1)
            .allMatch(p -> p.equals(RequestBody.class) || p.equals(ResponseTransformer.class));
  }
}
