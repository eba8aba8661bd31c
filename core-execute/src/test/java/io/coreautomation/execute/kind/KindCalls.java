package io.coreautomation.execute.kind;

import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.simulator.client.TwinClients;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/** The calls that a kind makes: counted, and failed where a test wants it. */
public final class KindCalls {
  /** The process dies. Not an exception: no kind may catch it. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  /** What happens at one call. */
  public enum Fault {
    CRASH_BEFORE,
    CRASH_AFTER,
    THROTTLED
  }

  /** What one call asked of a service. */
  record Request(Class<? extends SdkClient> service, String operation, AwsRequest content) {}

  private final TwinClients clients;
  private final List<String> names = new ArrayList<>();
  private final Set<Permission> permissions = new LinkedHashSet<>();
  private final List<Request> requests = new ArrayList<>();
  private int faultAt = -1;
  private Fault fault = Fault.CRASH_AFTER;

  KindCalls(TwinClients clients) {
    this.clients = clients;
  }

  /** Those so far, by name. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** What those so far needed. */
  Set<Permission> permissions() {
    return permissions;
  }

  /** What those so far asked of AWS. */
  List<Request> requests() {
    return requests;
  }

  /** Forgets those so far, but not what they needed. */
  void forget() {
    names.clear();
  }

  /** What was called so far, others have called. */
  void begin() {
    names.clear();
    permissions.clear();
    requests.clear();
  }

  /** Lets {@code what} happen at the call after {@code callsFromNow} more. */
  void failAt(int callsFromNow, Fault what) {
    faultAt = names.size() + callsFromNow;
    fault = what;
  }

  /** A client whose calls are seen here. */
  <C extends SdkClient> C around(Class<C> service, String account, C real) {
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
              if (arguments != null && arguments[0] instanceof AwsRequest request) {
                clients
                    .permissions(service, nameOf(method), request)
                    .forEach(action -> permissions.add(new Permission(account, action)));
                requests.add(new Request(service, nameOf(method), request));
              }
              return called(real, method, arguments);
            }));
  }

  /** Some door of the platform whose calls are seen here. */
  <D> D aroundDoor(Class<D> door, D real) {
    return door.cast(
        Proxy.newProxyInstance(
            door.getClassLoader(),
            new Class<?>[] {door},
            (proxy, method, arguments) -> called(real, method, arguments)));
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

  private static String nameOf(Method method) {
    return Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1);
  }

  private @Nullable Object called(Object real, Method method, @Nullable Object[] arguments)
      throws Throwable {
    var hit = isHit(nameOf(method));
    try {
      var result = method.invoke(real, arguments);
      if (hit) {
        throw new Crash();
      }
      return result;
    } catch (InvocationTargetException e) {
      if (hit) {
        throw new Crash();
      }
      throw e.getCause();
    }
  }

  /** Counts a call, and fails it if its turn has come; true if that is to be afterwards. */
  boolean isHit(String name) {
    names.add(name);
    var hit = names.size() - 1 == faultAt;
    if (hit && fault == Fault.CRASH_BEFORE) {
      throw new Crash();
    }
    if (hit && fault == Fault.THROTTLED) {
      throw new ThrottledException("any", name, new IllegalStateException("Rate exceeded"));
    }
    return hit;
  }
}
