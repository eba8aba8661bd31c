package io.coreautomation.execute.simulation;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.system.RollBackTask;
import io.coreautomation.execute.kind.system.RunTask;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.framework.testing.HandClock;
import io.coreautomation.simulator.world.StackStatusChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkClient;

/** The cheap AWS, with one kind for each class of repeatability, watched call by call. */
final class CheapAws implements Aws, AwsAccess {
  private final World world;
  private final Cloud cloud;
  private final Witness witness;
  private final Set<Guard> without;

  CheapAws(World world, Gate gate, HandClock clock, Timeline timeline, Set<Guard> without) {
    this.world = world;
    this.without = without;
    this.cloud = new Cloud(gate, clock, timeline);
    this.witness = new Witness(world, cloud);
    cloud.watchedBy(
        new Cloud.Watcher() {
          @Override
          public void starting(Cloud.Thing thing) {
            witness.starting(thing);
          }

          @Override
          public void ended(Cloud.Thing thing) {
            world.announce(event(thing));
          }
        });
  }

  @Override
  public Set<String> effects() {
    var effects = new TreeSet<String>();
    cloud.things().forEach(thing -> effects.add(thing.toString()));
    return effects;
  }

  @Override
  public void change(String action) {
    cloud.change(action);
  }

  private StackStatusChange event(Cloud.Thing thing) {
    return new StackStatusChange(
        "event-" + thing.id,
        world.clock().now(),
        "210000000011",
        "eu-west-1",
        "thing-" + thing.id,
        "CREATE_COMPLETE",
        "",
        thing.token);
  }

  @Override
  public List<ActionHandler<?>> kinds() {
    var kinds = new ArrayList<ActionHandler<?>>();
    kinds.add(Weakened.of(new RunTask(), without));
    kinds.add(Weakened.of(new RollBackTask(), without));
    for (var style : SimKind.Style.values()) {
      kinds.add(Weakened.of(new SimKind(style, cloud), without));
    }
    return kinds;
  }

  @Override
  public AwsAccess access() {
    return this;
  }

  @Override
  public <C extends SdkClient> C client(Class<C> service, AccessScope scope) {
    throw new IllegalStateException("the cheap AWS has no clients");
  }

  @Override
  public String stackExecutionRoleArn(String account, String region) {
    return "arn:aws:iam::" + account + ":role/sim";
  }

  @Override
  public String userBoundaryArn(String account, String region) {
    return "arn:aws:iam::" + account + ":policy/sim";
  }

  @Override
  public void requireTruth(SimRun run) {
    witness.ended(run);
    if (run.task() == TaskVerb.PLAN) {
      return; // its COMPLETE says that it has looked
    }
    for (var action : run.list().actions()) {
      if (world.truth().state(run).action(action.id()).status() == ActionStatus.COMPLETE
          && !SimKind.isHarmless(action)
          && !world.people().haveTouched(run, action.id())
          && !witness.isThere(run, action)) {
        throw new Violation(Law.EFFECTS_THERE, action.id() + " is COMPLETE, but not there");
      }
    }
  }
}
