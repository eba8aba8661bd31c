package io.coreautomation.execute.simulation;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Between;
import io.coreautomation.execute.kind.cloudformation.CreateStack;
import io.coreautomation.execute.kind.cloudformation.DeleteStack;
import io.coreautomation.framework.testing.HandClock;
import io.coreautomation.simulator.client.TwinClients;
import io.coreautomation.simulator.world.MemoryWorldStore;
import io.coreautomation.simulator.world.TwinPrincipal;
import io.coreautomation.simulator.world.TwinWorld;
import io.coreautomation.simulator.world.WorldSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationRequest;

/** The twin of CloudFormation, with a gate before every call of the shipped kinds. */
final class TwinAws implements Aws, AwsAccess {
  static final String ACCOUNT = "210000000011";
  static final String REGION = "eu-west-1";

  private final World world;
  private final Gate gate;
  private final Timeline timeline;
  private final HandClock clock;
  private final TwinWorld twin;
  private final TwinClients clients;
  private final TwinWitness witness;

  TwinAws(World world, Gate gate, HandClock clock, Timeline timeline, SimStore store) {
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
    this.witness = new TwinWitness(world, outside());
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
  public String userBoundaryArn(String account, String region) {
    return "arn:aws:iam::" + account + ":policy/core-automation-user-boundary";
  }

  @Override
  public <C extends SdkClient> C client(Class<C> service, AccessScope scope) {
    return Between.client(
        service,
        clients.client(service, TwinPrincipal.root(ACCOUNT), Region.of(REGION)),
        (operation, request, call) ->
            called(service, operation, (CloudFormationRequest) request, call));
  }

  private @Nullable Object called(
      Class<? extends SdkClient> service,
      String operation,
      CloudFormationRequest request,
      Between.Call call) {
    var mutates = AwsFaults.mutates(operation);
    try {
      return gate.call(
          Gate.Door.AWS,
          mutates,
          () -> {
            if (mutates) {
              witness.calling(request);
            }
            var answer = AwsFaults.made(call);
            if (mutates) {
              witness.answered(request, answer);
              timeline.tell(operation);
              deliverNext();
            }
            return answer;
          });
    } catch (Gate.SlowDown e) {
      throw new ThrottledException(service.getSimpleName(), operation, e);
    } catch (Gate.Unavailable e) {
      throw AwsFaults.noAnswer();
    } catch (Gate.AccessDenied e) {
      throw AwsFaults.denied(service);
    }
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

  /** Of plans, whose change sets are bound to the stack as they saw it. */
  @Override
  public void change(String action) {
    if (witness.statuses(action).isEmpty()) {
      return; // there is nothing to change
    }
    gate.aside(() -> outside().deleteStack(r -> r.stackName(action)));
    timeline.tell("somebody has deleted " + action);
    deliverNext();
  }

  /** As somebody who has nothing to do with any run. */
  private CloudFormationClient outside() {
    return clients.client(
        CloudFormationClient.class, TwinPrincipal.root(ACCOUNT), Region.of(REGION));
  }

  @Override
  public void requireTruth(SimRun run) {
    witness.requireTruth(run);
  }

  @Override
  public Set<String> effects() {
    return witness.effects();
  }
}
