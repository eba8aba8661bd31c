package io.coreautomation.execute.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.PlannedAction;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.shape.Binder;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.simulator.client.TwinClients;
import io.coreautomation.simulator.world.MemoryWorldStore;
import io.coreautomation.simulator.world.TwinPrincipal;
import io.coreautomation.simulator.world.TwinWorld;
import io.coreautomation.simulator.world.WorldSettings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * A twin of its own in which one action's kind is driven as the engine does it, with a fault at any
 * one call.
 */
final class KindWorld {
  static final String ACCOUNT = "210000000011";
  private static final String BUCKET_URL = "https://objects.s3.eu-west-1.amazonaws.com/";
  static final Target TARGET = new Target(ACCOUNT, "eu-west-1");
  static final Prn OWNER = Prn.parse("prn:web:shop:main");
  private static final RunId EARLIER = RunId.parse("0198f2c4-0000-7000-8000-000000000001");
  private static final RunId APPLY = RunId.parse("0198f2c4-0000-7000-8000-0000000000bb");
  private static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-0000000000aa");

  /** The process dies. Not an exception: no kind may catch it. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Before the name of a call that is to the platform itself. */
  private static final String OURS = "Platform";

  /** What happens at one call. */
  enum Fault {
    CRASH_BEFORE,
    CRASH_AFTER,
    THROTTLED
  }

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Map<String, byte[]> objects = new HashMap<>();
  private final TwinWorld twin =
      new TwinWorld(
          new MemoryWorldStore(),
          () -> now,
          WorldSettings.DEFAULT
              .withMostStacks(5)
              .withObjects(url -> Optional.ofNullable(objects.get(url.getPath().substring(1)))));
  private final TwinClients clients = new TwinClients(twin);
  final List<String> calls = new ArrayList<>();
  private RunId run = EARLIER;
  private @Nullable Planned planned;
  private @Nullable Recorded recorded;
  private int faultAt = -1;
  private Fault fault = Fault.CRASH_AFTER;

  private final ChildWorld children = new ChildWorld(() -> now, () -> isHit(OURS + "Deliver"));

  KindWorld() {
    twin.addAccount(ACCOUNT, "shop-dev");
    List.of(EARLIER, RUN, APPLY).forEach(children::parent);
  }

  /** What was done so far was another run's. */
  void begin() {
    run = RUN;
    calls.clear();
  }

  /** Something was done in the runs that come. */
  void inEachRun(Runnable work) {
    for (var each : List.of(RUN, APPLY)) {
      run = each;
      work.run();
    }
    run = EARLIER;
  }

  TwinWorld twin() {
    return twin;
  }

  /** What comes is another run's, which carries out what a preview of the run before has found. */
  void apply(Progress.Previewed previewed) {
    planned = new Planned(PlannedAction.of(action(), previewed.preview()), run);
    run = APPLY;
    calls.clear();
  }

  /** The registry has heard how something ended; it is {@code trusted} or not. */
  void remember(Progress end, boolean trusted) {
    var done = (Progress.Done) end;
    var standing = Objects.requireNonNull(done.standing());
    recorded =
        new Recorded(
            Objects.requireNonNull(standing.id()),
            Objects.requireNonNull(standing.status()),
            standing.lastUpdated(),
            done.outputs(),
            trusted);
  }

  Planned planned() {
    return Objects.requireNonNull(planned);
  }

  /** Lets {@code fault} happen at the call after {@code calls} more. */
  void failAt(int callsFromNow, Fault what) {
    faultAt = calls.size() + callsFromNow;
    fault = what;
  }

  /** A template as a compiled action refers to it. */
  ObjectNode template(String text) {
    var key = "templates/" + Digest.of(text).hex() + ".yaml";
    objects.put(key, text.getBytes(StandardCharsets.UTF_8));
    return Json.object().put("key", key).put("file", "templates/stack.yaml");
  }

  /** Where CloudFormation reads a template. */
  String url(String template) {
    return BUCKET_URL + template(template).path("key").textValue();
  }

  /** A client that no fault meets, to look at the world with. */
  CloudFormationClient look() {
    return clients.client(
        CloudFormationClient.class, TwinPrincipal.root(ACCOUNT), Region.of(TARGET.region()));
  }

  List<Stack> stacks() {
    return look().describeStacks().stacks();
  }

  ChildWorld children() {
    return children;
  }

  void pass(Duration time) {
    now = now.plus(time);
    children.passed();
  }

  /** The operations that were called, as IAM names them. */
  TreeSet<String> permissionsUsed() {
    var used = new TreeSet<String>();
    calls.stream().filter(c -> !c.startsWith(OURS)).forEach(c -> used.add("cloudformation:" + c));
    return used;
  }

  /** Drives a kind from start to end, going on after a crash or a throttle as the engine does. */
  <P extends Record> Progress drive(ActionHandler<P> handler, JsonNode params) {
    var bound = bound(handler, params);
    ObjectNode handle = null;
    var mayHaveStarted = false;
    for (int looks = 0; looks < 500; looks++) {
      try {
        var context = context(mayHaveStarted);
        var progress =
            handle == null ? handler.start(context, bound) : handler.check(context, bound, handle);
        switch (progress) {
          case Progress.Running running -> handle = running.handle();
          case Progress.Previewed _ -> throw new AssertionError("it was to work, and only looked");
          case Progress.Done _, Progress.Failed _, Progress.NotBegun _ -> {
            return progress;
          }
        }
      } catch (Crash | ThrottledException e) {
        mayHaveStarted = true; // the checkpoint before the call says so
      }
      pass(Duration.ofSeconds(20));
    }
    throw new AssertionError("it came to no end");
  }

  <P extends Record> P bound(ActionHandler<P> handler, JsonNode params) {
    return Binder.bindOrThrow(
        handler.describe().params(), Nodes.of(params, new Source("deployspec.yaml", 3, 5)));
  }

  ActionContext context(boolean mayHaveStarted) {
    return new Context(action(), mayHaveStarted, now);
  }

  private static Action action() {
    return Action.of("data/" + TARGET, "any", new Source("deployspec.yaml", 3, 5))
        .name("data")
        .target(TARGET)
        .build();
  }

  private <C extends SdkClient> C faulty(Class<C> service) {
    var real = clients.client(service, TwinPrincipal.root(ACCOUNT), Region.of(TARGET.region()));
    return service.cast(
        Proxy.newProxyInstance(
            service.getClassLoader(),
            new Class<?>[] {service},
            (proxy, method, arguments) -> {
              // Consumer overloads and paginators come back to the plain operations, which alone
              // are calls.
              if (method.isDefault()
                  && (arguments == null
                      || arguments.length != 1
                      || !arguments[0].getClass().getSimpleName().endsWith("Request")
                      || method.getName().endsWith("Paginator"))) {
                return java.lang.reflect.InvocationHandler.invokeDefault(proxy, method, arguments);
              }
              return called(real, method, arguments, "");
            }));
  }

  private ChildRun child(RunId parent, String action, TaskVerb task) {
    var real = children.of(parent, action, task);
    return (ChildRun)
        Proxy.newProxyInstance(
            ChildRun.class.getClassLoader(),
            new Class<?>[] {ChildRun.class},
            (proxy, method, arguments) -> called(real, method, arguments, OURS));
  }

  private @Nullable Object called(
      Object real, java.lang.reflect.Method method, @Nullable Object[] arguments, String whose)
      throws Throwable {
    var name = method.getName();
    var hit = isHit(whose + Character.toUpperCase(name.charAt(0)) + name.substring(1));
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
  private boolean isHit(String name) {
    calls.add(name);
    var hit = calls.size() - 1 == faultAt;
    if (hit && fault == Fault.CRASH_BEFORE) {
      throw new Crash();
    }
    if (hit && fault == Fault.THROTTLED) {
      throw new ThrottledException("any", name, new IllegalStateException("Rate exceeded"));
    }
    return hit;
  }

  private final class Context implements ActionContext, AwsAccess {
    private final Action action;
    private final boolean mayHaveStarted;
    private final Instant at;

    Context(Action action, boolean mayHaveStarted, Instant at) {
      this.action = action;
      this.mayHaveStarted = mayHaveStarted;
      this.at = at;
    }

    @Override
    public RunId run() {
      return run;
    }

    @Override
    public Action action() {
      return action;
    }

    @Override
    public Target target() {
      return TARGET;
    }

    @Override
    public Prn owner() {
      return OWNER;
    }

    @Override
    public boolean isCalledOff() {
      return false;
    }

    @Override
    public boolean mayHaveStarted() {
      return mayHaveStarted;
    }

    @Override
    public Optional<Planned> planned() {
      return Optional.ofNullable(planned);
    }

    @Override
    public Optional<Recorded> recorded() {
      return Optional.ofNullable(recorded);
    }

    @Override
    public String token(String step) {
      return Token.of(run, action.id(), 1, step);
    }

    @Override
    public <C extends SdkClient> C client(Class<C> service) {
      return faulty(service);
    }

    @Override
    public <C extends SdkClient> C client(Class<C> service, AccessScope scope) {
      return faulty(service);
    }

    @Override
    public String stackExecutionRoleArn(String account, String region) {
      return "arn:aws:iam::" + account + ":role/core-automation-stack-execution";
    }

    @Override
    public String stackExecutionRole() {
      return stackExecutionRoleArn(ACCOUNT, TARGET.region());
    }

    @Override
    public ChildRun child(String of, TaskVerb task) {
      return KindWorld.this.child(run, of, task);
    }

    @Override
    public byte[] object(String key) {
      return objects.get(key);
    }

    @Override
    public URI objectUrl(String key) {
      return URI.create(BUCKET_URL + key);
    }

    @Override
    public Instant now() {
      return at;
    }
  }
}
