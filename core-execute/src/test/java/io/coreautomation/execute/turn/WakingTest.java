package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.RUN;
import static io.coreautomation.execute.turn.EngineWorld.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.wait.AwsResource;
import io.coreautomation.db.wait.Forwarders;
import io.coreautomation.db.wait.ResourceWaits;
import io.coreautomation.db.wait.WaitNews;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.execute.kind.Token;
import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.execute.wake.StatusWakes;
import io.coreautomation.execute.wake.StatusWakes.Message;
import io.coreautomation.execute.wake.Waker;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Runs that sleep until AWS tells that what they wait for has come to rest. */
class WakingTest {
  private static final Duration MINUTES = Duration.ofMinutes(2);

  private static final String BUILD = "shop:8745a7a9";

  @Test
  void an_event_has_its_action_looked_at_at_once_and_no_other() {
    var world = world(stack("a"), stack("b"));
    turn(world);
    world.awaited.atRest.add("stack/b");
    tell(world, stackEvent("a"));

    turn(world);

    assertThat(world.awaited.looks).isEqualTo(1);
    assertThat(world.status("a")).isEqualTo(ActionStatus.RUNNING);
  }

  @Test
  void where_events_come_from_a_run_sleeps_long_and_ends_with_the_event() {
    var world = world(stack("a"));

    var parked = turn(world);
    world.awaited.atRest.add("stack/a");
    tell(world, stackEvent("a"));
    var woken = turn(world);

    // At least twice what it usually takes, and no more than a run parks at most.
    assertThat(parked.wakeInSeconds()).isBetween(360, 600);
    assertThat(woken.next()).isEqualTo(Next.SUCCESS);
    assertThat(world.awaited.looks).isEqualTo(1);
    assertThat(new WaitNews(world.tables).of(RUN)).isEmpty();
  }

  @Test
  void where_no_event_ever_came_from_a_run_looks_by_itself_soon() {
    var world = new EngineWorld(stack("a"));

    assertThat(turn(world).wakeInSeconds()).isEqualTo(5);
  }

  @Test
  void what_waits_for_a_time_is_looked_at_when_that_has_come_and_not_before() {
    var nap = Json.object().put("for", "5m");
    var world = new EngineWorld(EngineWorld.action("nap", "SYSTEM::Wait", nap, null));

    var parked = world.turn();
    var woken = world.turn();

    assertThat(parked.next()).isEqualTo(Next.PARK);
    assertThat(parked.wakeInSeconds()).isEqualTo(300);
    assertThat(woken.next()).isEqualTo(Next.SUCCESS);
  }

  @Test
  void a_run_whose_events_are_lost_ends_all_the_same() {
    var world = world(stack("a"), build("b"));
    turn(world);
    world.awaited.atRest.addAll(List.of("stack/a", BUILD));

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
  }

  @Test
  void an_event_that_comes_twice_or_too_late_changes_nothing() {
    var world = world(stack("a"));
    turn(world);
    world.awaited.atRest.add("stack/a");
    tell(world, stackEvent("a"), stackEvent("a"));
    tell(world, stackEvent("a"));
    assertThat(turn(world).next()).isEqualTo(Next.SUCCESS);
    var counter = new Waits(world.tables).counter(RUN);

    tell(world, stackEvent("a"));

    assertThat(new Waits(world.tables).counter(RUN)).isEqualTo(counter);
    assertThat(turn(world).next()).isEqualTo(Next.SUCCESS);
  }

  @Test
  void an_event_that_came_before_its_time_is_looked_at_and_the_run_sleeps_on() {
    var world = world(stack("a"));
    turn(world);
    tell(world, stackEvent("a"));

    var result = turn(world);

    assertThat(result.next()).isEqualTo(Next.PARK);
    assertThat(result.wakeInSeconds()).isBetween(360, 600);
    assertThat(world.awaited.looks).isEqualTo(1);
  }

  /** What was heard is in the state before the news are dropped. */
  @Test
  void a_turn_that_dies_in_its_look_leaves_what_it_was_told_to_the_next() {
    var world = world(stack("a"));
    turn(world);
    world.awaited.atRest.add("stack/a");
    tell(world, stackEvent("a"));
    world.awaited.crashInLook();
    world.turn();

    assertThat(new WaitNews(world.tables).of(RUN)).isEmpty();
    assertThat(turn(world).next()).isEqualTo(Next.SUCCESS);
  }

  @Test
  void a_wake_between_the_read_of_the_counter_and_the_park_is_not_slept_over() {
    var world = world(stack("a"));
    world.store.beforeNextWrite(() -> tell(world, stackEvent("a")));

    var parked = turn(world);

    assertThat(new Waits(world.tables).park(RUN, parked.turn(), "token", parked.wakeCounter()))
        .isFalse();
  }

  @Test
  void an_action_whose_time_ends_before_the_next_look_is_called_off_then() {
    var world = world(EngineWorld.action("a", "TEST::Awaited", Json.object(), MINUTES));

    assertThat(world.turn().wakeInSeconds()).isEqualTo(120);
    world.turn();

    assertThat(world.status("a")).isEqualTo(ActionStatus.FAILED);
  }

  @Test
  void what_knows_no_token_wakes_its_run_by_a_row_that_goes_with_the_action() {
    var world = world(build("a"));
    turn(world);
    var waits = new ResourceWaits(world.tables);
    assertThat(waits.waiting(new AwsResource("codebuild", BUILD))).containsExactly(RUN);
    world.awaited.atRest.add(BUILD);
    tell(world, buildEvent());

    assertThat(turn(world).next()).isEqualTo(Next.SUCCESS);
    assertThat(waits.waiting(new AwsResource("codebuild", BUILD))).isEmpty();
  }

  /** Its event found nobody who waits for it, so the action is looked at after the row is there. */
  @Test
  void what_ends_before_anybody_waits_for_it_is_seen_in_the_same_turn() {
    var world = world(build("a"));
    tell(world, buildEvent());
    world.awaited.atRest.add(BUILD);

    assertThat(turn(world).next()).isEqualTo(Next.SUCCESS);
    assertThat(world.awaited.looks).isEqualTo(1);
  }

  /** A turn, after which no time passes: what it waits for comes by events alone. */
  private static TurnResult turn(EngineWorld world) {
    return world.engine("dead").turn(new TurnRequest(RUN, 1, 0, null), EngineWorld.TIME_LEFT);
  }

  /** A world where an event has come before from the target of the actions. */
  @Test
  void a_plan_of_what_is_waited_for_ends_and_waits_for_nothing() {
    var world = new EngineWorld(TaskVerb.PLAN, OnFailure.DRAIN, stack("a"), build("b"));

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);

    assertThat(world.row().status()).hasToString("PLAN_COMPLETE");
  }

  private static EngineWorld world(Action... actions) {
    var world = new EngineWorld(actions);
    new Forwarders(world.tables).heard(TARGET, world.clock.instant());
    return world;
  }

  private static Action stack(String name) {
    return awaited(name, null);
  }

  private static Action build(String name) {
    return awaited(name, BUILD);
  }

  private static Action awaited(String name, @Nullable String build) {
    return EngineWorld.action(name, "TEST::Awaited", Json.object().put("build", build), null);
  }

  private static String stackEvent(String action) {
    return """
    {"detail-type":"CloudFormation Stack Status Change","source":"aws.cloudformation",
     "detail":{"stack-id":"stack/%s","status-details":{"status":"CREATE_COMPLETE"},
               "client-request-token":"%s"}}\
    """
        .formatted(action, Token.of(RUN, action, 1, "create"));
  }

  private static String buildEvent() {
    return """
    {"detail-type":"CodeBuild Build State Change","source":"aws.codebuild",
     "detail":{"build-status":"SUCCEEDED",
               "build-id":"arn:aws:codebuild:eu-west-1:210000000011:build/%s"}}\
    """
        .formatted(BUILD);
  }

  /** As the queue delivers it. */
  private static void tell(EngineWorld world, String... events) {
    var wakes =
        new StatusWakes(
            world.runs,
            new ResourceWaits(world.tables),
            new WaitNews(world.tables),
            new Forwarders(world.tables),
            new Waker(new Waits(world.tables), world.launcher, world.clock),
            world.clock);
    var batch = new java.util.ArrayList<Message>();
    for (var event : events) {
      batch.add(new Message("m" + batch.size(), event));
    }
    assertThat(wakes.deliver(batch)).isEmpty();
  }
}
