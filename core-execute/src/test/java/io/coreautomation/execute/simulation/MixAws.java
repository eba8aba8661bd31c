package io.coreautomation.execute.simulation;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Between;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.kind.system.RollBackTask;
import io.coreautomation.execute.kind.system.RunTask;
import io.coreautomation.execute.simulation.Meetings.Meeting;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.testing.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;

/** All shipped kinds, each action in a twin of its own, with a gate before every call. */
final class MixAws implements Aws, AwsAccess {
  private final World world;
  private final Gate gate;
  private final HandClock clock;
  private final Timeline timeline;
  private final Set<Guard> without;
  private final MixWitness witness;

  MixAws(World world, Gate gate, HandClock clock, Timeline timeline, Set<Guard> without) {
    this.world = world;
    this.gate = gate;
    this.clock = clock;
    this.timeline = timeline;
    this.without = without;
    this.witness = new MixWitness(world);
  }

  @Override
  public List<ActionHandler<?>> kinds() {
    var kinds = new ArrayList<ActionHandler<?>>();
    for (var kind : Kinds.shipped().all()) {
      kinds.add(
          makesParts(kind) ? kind : new MixKind<>(Weakened.of(kind, without), world.meetings()));
    }
    return kinds;
  }

  /** Those work in the platform, not in AWS. */
  private static boolean makesParts(ActionHandler<?> kind) {
    return kind instanceof RunTask || kind instanceof RollBackTask;
  }

  /** A client of the world of an action, by its account, which works for a run. */
  @Override
  public <C extends SdkClient> C client(Class<C> service, AccessScope scope) {
    var meeting = world.meetings().in(scope.account());
    var run = world.truth().run(RunId.parse(scope.sessionName()));
    return Between.client(
        service,
        meeting.trial().world().look(service, meeting.inside(scope.account(), scope.region())),
        (operation, request, call) -> called(run, meeting, service, operation, call));
  }

  private @Nullable Object called(
      SimRun run,
      Meeting meeting,
      Class<? extends SdkClient> service,
      String operation,
      Between.Call call)
      throws Throwable {
    var mutates = AwsFaults.mutates(operation);
    try {
      return gate.call(
          Gate.Door.AWS,
          mutates,
          () -> {
            if (mutates) {
              witness.calling(run, meeting, operation);
            }
            var answer = AwsFaults.made(call);
            if (mutates) {
              timeline.tell(meeting.action() + " " + operation);
              deliverNext(meeting);
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
  private void deliverNext(Meeting meeting) {
    var twin = meeting.trial().world().twin();
    twin.nextEventAt()
        .ifPresent(
            at ->
                timeline.after(
                    Duration.between(clock.now(), at),
                    "twin of " + meeting.action(),
                    () -> {
                      twin.deliverDue(world::announce);
                      deliverNext(meeting);
                    }));
  }

  @Override
  public AwsAccess access() {
    return this;
  }

  @Override
  public String stackExecutionRoleArn(String account, String region) {
    return KindWorld.STACK_EXECUTION;
  }

  @Override
  public String userBoundaryArn(String account, String region) {
    return KindWorld.USER_BOUNDARY;
  }

  @Override
  public void requireTruth(SimRun run) {
    witness.requireTruth(run);
  }

  @Override
  public Set<String> effects() {
    var effects = new TreeSet<String>();
    for (var meeting : world.meetings().all()) {
      effects.add(meeting.action() + " " + meeting.trial().seen());
    }
    return effects;
  }

  @Override
  public void change(String action) {
    throw new IllegalStateException("nobody else changes the world of an action");
  }
}
