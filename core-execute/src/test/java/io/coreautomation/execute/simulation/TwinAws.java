package io.coreautomation.execute.simulation;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.cloudformation.CreateStack;
import io.coreautomation.execute.kind.cloudformation.DeleteStack;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.simulator.client.TwinClients;
import io.coreautomation.simulator.world.MemoryWorldStore;
import io.coreautomation.simulator.world.TwinPrincipal;
import io.coreautomation.simulator.world.TwinWorld;
import io.coreautomation.simulator.world.WorldSettings;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** The twin of CloudFormation, with a gate before every call of the shipped kinds. */
final class TwinAws implements Aws, AwsAccess {
  static final String ACCOUNT = "210000000011";
  static final String REGION = "eu-west-1";
  private static final Set<String> READS =
      Set.of("describe", "list", "get", "estimate", "validate");

  private final World world;
  private final Gate gate;
  private final Timeline timeline;
  private final SimClock clock;
  private final TwinWorld twin;
  private final TwinClients clients;

  /** The ids of all stacks that were ever made, by name. */
  private final Map<String, Set<String>> stacks = new HashMap<>();

  TwinAws(World world, Gate gate, SimClock clock, Timeline timeline, SimStore store) {
    this.world = world;
    this.gate = gate;
    this.clock = clock;
    this.timeline = timeline;
    this.twin =
        new TwinWorld(
            new MemoryWorldStore(),
            clock::now,
            WorldSettings.DEFAULT.withObjects(
                url -> gate.aside(() -> store.get(key(url)).map(found -> found.content()))));
    twin.addAccount(ACCOUNT, "shop-dev");
    this.clients = new TwinClients(twin);
  }

  private static String key(URI url) {
    return url.getPath().substring(1);
  }

  @Override
  public List<ActionHandler<?>> kinds() {
    return List.of(new CreateStack(), new DeleteStack());
  }

  @Override
  public AwsAccess access() {
    return this;
  }

  @Override
  public String stackExecutionRoleArn(String account, String region) {
    return "arn:aws:iam::" + account + ":role/core-automation-stack-execution";
  }

  @Override
  public <C extends SdkClient> C client(Class<C> service, AccessScope scope) {
    var real = clients.client(service, TwinPrincipal.root(ACCOUNT), Region.of(REGION));
    return service.cast(
        Proxy.newProxyInstance(
            service.getClassLoader(),
            new Class<?>[] {service},
            (proxy, method, arguments) ->
                isOperation(method)
                    ? called(real, method, arguments)
                    // Overloads and paginators come back to the plain operations.
                    : method.isDefault()
                        ? InvocationHandler.invokeDefault(proxy, method, arguments)
                        : invoked(real, method, arguments)));
  }

  private static boolean isOperation(Method method) {
    return method.getParameterCount() == 1
        && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && !method.getName().endsWith("Paginator");
  }

  private Object called(SdkClient real, Method method, Object[] arguments) {
    var mutates = READS.stream().noneMatch(method.getName()::startsWith);
    try {
      return gate.call(
          Gate.Door.AWS,
          mutates,
          () -> {
            if (mutates) {
              require(arguments[0]);
            }
            var answer = invoked(real, method, arguments);
            if (answer instanceof CreateStackResponse made) {
              var name = ((CreateStackRequest) arguments[0]).stackName();
              stacks.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(made.stackId());
            }
            if (mutates) {
              timeline.tell(method.getName());
              deliverNext();
            }
            return answer;
          });
    } catch (Gate.SlowDown e) {
      throw new ThrottledException("cloudformation", method.getName(), e);
    } catch (Gate.Unavailable e) {
      throw SdkClientException.create("no answer");
    } catch (Gate.AccessDenied e) {
      throw CloudFormationException.builder()
          .statusCode(403)
          .awsErrorDetails(
              AwsErrorDetails.builder().errorCode("AccessDenied").errorMessage("no").build())
          .build();
    }
  }

  private static Object invoked(Object real, Method method, Object[] arguments) {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException answer) {
        throw answer;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The laws that can be seen at a call. */
  private void require(Object request) {
    var run = world.runs().getFirst();
    if (!world.holds(run)) {
      throw new Violation(Law.FENCE, "by a turn that does not hold the run: " + request);
    }
    if (world.row(run).isTerminal()) {
      throw new Violation(Law.STANDSTILL, "after the run's end: " + request);
    }
    switch (request) {
      case CreateStackRequest create -> requireDependencies(run, create.stackName());
      case DeleteStackRequest delete -> requireDependencies(run, delete.stackName());
      default -> {}
    }
  }

  private void requireDependencies(SimRun run, String stack) {
    for (var dependency : run.list().byId().get(actionOf(stack)).dependsOn()) {
      if (!statuses(dependency).contains("CREATE_COMPLETE")) {
        throw new Violation(Law.DEPENDENCIES, stack + " is touched before " + dependency);
      }
    }
  }

  private static String actionOf(String stack) {
    return stack.contains("/") ? stack.split("/", -1)[1] : stack;
  }

  /** Lets AWS tell of what ends next, when it does. */
  private void deliverNext() {
    twin.nextEventAt()
        .ifPresent(
            at ->
                timeline.after(
                    Duration.between(clock.now(), at),
                    "twin",
                    () -> {
                      twin.deliverDue(world::announce);
                      deliverNext();
                    }));
  }

  /** What happened to all stacks that ever had that name. */
  private List<StackEvent> events(String stack) {
    CloudFormationClient look =
        clients.client(CloudFormationClient.class, TwinPrincipal.root(ACCOUNT), Region.of(REGION));
    return stacks.getOrDefault(stack, Set.of()).stream()
        .flatMap(id -> look.describeStackEvents(r -> r.stackName(id)).stackEvents().stream())
        .filter(e -> "AWS::CloudFormation::Stack".equals(e.resourceType()))
        .filter(e -> e.stackId().equals(e.physicalResourceId()))
        .toList();
  }

  private Set<String> statuses(String stack) {
    var statuses = new HashSet<String>();
    events(stack).forEach(e -> statuses.add(e.resourceStatusAsString()));
    return statuses;
  }

  @Override
  public void requireTruth(SimRun run) {
    for (var action : run.list().actions()) {
      var begun =
          events(action.id()).stream()
              .filter(e -> e.resourceStatusAsString().endsWith("_IN_PROGRESS"))
              .map(StackEvent::clientRequestToken)
              .toList();
      if (begun.size() > new HashSet<>(begun).size()) {
        throw new Violation(Law.EFFECTS_ONCE, action.id() + " was begun by " + begun);
      }
      var status = world.state(run).action(action.id()).status();
      if (status == ActionStatus.COMPLETE && !statuses(action.id()).contains("CREATE_COMPLETE")) {
        throw new Violation(Law.EFFECTS_THERE, action.id() + " is COMPLETE, but not there");
      }
    }
  }

  @Override
  public Set<String> effects() {
    var effects = new TreeSet<String>();
    for (var action : world.runs().getFirst().list().actions()) {
      effects.add(action.id() + " " + statuses(action.id()));
    }
    return effects;
  }
}
