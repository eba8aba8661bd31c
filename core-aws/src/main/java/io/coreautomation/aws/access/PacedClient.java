package io.coreautomation.aws.access;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/**
 * Stands before an SDK client, counts its calls and turns throttles into {@link
 * ThrottledException}.
 *
 * <p>It works on the client's interface, not by the SDK's interceptors, as the twin has none. The
 * interface's conveniences (builders as lambdas, paginators, downloads to files) are default
 * methods: they run against the proxy, so that each call they make is seen, too.
 */
final class PacedClient implements InvocationHandler {
  private final SdkClient client;
  private final CallCounter counter;

  private PacedClient(SdkClient client, CallCounter counter) {
    this.client = client;
    this.counter = counter;
  }

  static <C extends SdkClient> C around(Class<C> service, C client, CallCounter counter) {
    return service.cast(
        Proxy.newProxyInstance(
            service.getClassLoader(), new Class<?>[] {service}, new PacedClient(client, counter)));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (isOperation(method)) {
      return call(method, arguments);
    }
    // What the client itself implements beside its operations (its name, utilities, closing) stays
    // with the client.
    return method.isDefault() && !isImplementedByClient(method)
        ? InvocationHandler.invokeDefault(proxy, method, arguments)
        : onClient(method, arguments);
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    var operation = operation(method);
    counter.count(client.serviceName(), operation);
    try {
      return onClient(method, arguments);
    } catch (AwsServiceException e) {
      throw Throttling.is(e) ? new ThrottledException(client.serviceName(), operation, e) : e;
    }
  }

  private @Nullable Object onClient(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  /**
   * Whether a method is one call of the service: a request for a response, or one that streams.
   * Everything else is built on these.
   */
  private static boolean isOperation(Method method) {
    var parameters = method.getParameterTypes();
    if (parameters.length == 0 || !SdkRequest.class.isAssignableFrom(parameters[0])) {
      return false;
    }
    if (parameters.length == 1) {
      return SdkResponse.class.isAssignableFrom(method.getReturnType());
    }
    for (int i = 1; i < parameters.length; i++) {
      if (parameters[i] != RequestBody.class && parameters[i] != ResponseTransformer.class) {
        return false;
      }
    }
    return true;
  }

  private boolean isImplementedByClient(Method method) {
    if (Proxy.isProxyClass(client.getClass())) {
      return false; // a proxy "implements" all methods, so that says nothing
    }
    try {
      return !client
          .getClass()
          .getMethod(method.getName(), method.getParameterTypes())
          .getDeclaringClass()
          .isInterface();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a client has the methods of its interface", e);
    }
  }

  private static String operation(Method method) {
    var name = method.getName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
