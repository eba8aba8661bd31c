package io.coreautomation.execute.kind;

import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.simulator.client.TwinClients;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkClientException;

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
    THROTTLED,
    /** AWS has heard the call, and its answer is lost. */
    UNANSWERED
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
  public List<String> names() {
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

  /** Those that were not asked in the same words just before. */
  static List<Request> withoutRepetition(List<Request> requests) {
    return IntStream.range(0, requests.size())
        .filter(i -> i == 0 || !requests.get(i).equals(requests.get(i - 1)))
        .mapToObj(requests::get)
        .toList();
  }

  /** Forgets those so far, but not what they needed. */
  public void forget() {
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
    return Between.client(
        service,
        real,
        (operation, request, call) -> {
          clients
              .permissions(service, operation, request)
              .forEach(action -> permissions.add(new Permission(account, action)));
          requests.add(new Request(service, operation, request));
          return called(operation, call, this::lost);
        });
  }

  /** Some door of the platform whose calls are seen here. */
  <D> D aroundDoor(Class<D> door, D real) {
    return door.cast(
        Proxy.newProxyInstance(
            door.getClassLoader(),
            new Class<?>[] {door},
            (proxy, method, arguments) ->
                called(
                    Between.operation(method),
                    () -> Between.invoked(real, method, arguments),
                    Crash::new)));
  }

  private @Nullable Object called(
      String name, Between.Call call, Supplier<? extends Throwable> lost) throws Throwable {
    var hit = isHit(name);
    try {
      var result = call.make();
      if (hit) {
        throw lost.get();
      }
      return result;
    } catch (Exception e) {
      if (hit) {
        throw lost.get();
      }
      throw e;
    }
  }

  /** What comes in place of an answer. */
  private Throwable lost() {
    return fault == Fault.UNANSWERED ? SdkClientException.create("no answer") : new Crash();
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
