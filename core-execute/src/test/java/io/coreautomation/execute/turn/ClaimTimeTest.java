package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.aws.access.RoleKind;
import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.StaleTurnException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;

/** A turn changes nothing once its claim is over, as another may have the run. */
class ClaimTimeTest {

  @Test
  void a_turn_whose_intent_took_all_of_its_time_to_write_makes_no_call() {
    var world = new EngineWorld(action("a", takes(0)));
    Runnable slowly = () -> world.clock.pass(Duration.ofSeconds(110));
    world.store.beforeNextWrite(
        () -> world.store.beforeNextWrite(slowly)); // the claim, then the intent

    assertThat(world.turn().next()).isEqualTo(Next.PARK);
    assertThat(world.scripted.effects).isEmpty();

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
    assertThat(world.scripted.effects.values()).containsExactly(1);
  }

  @Test
  void a_call_that_waited_for_its_place_until_the_claim_was_nearly_over_is_the_next_turns() {
    var once = action("b", "TEST::Unrepeatable", takes(0), null);
    var world = new EngineWorld(action("a", takes(0)), once);
    world.scripted.sessions = target -> world.clock.pass(Duration.ofSeconds(110));

    world.turn();
    assertThat(world.scripted.given).hasSize(1);

    world.scripted.sessions = target -> {};
    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
    assertThat(world.scripted.given).hasSize(2);
    assertThat(world.scripted.effects.values()).containsExactly(1, 1);
  }

  @Test
  void a_kind_that_is_stopped_between_its_calls_is_asked_again_by_the_next_turn() {
    var world = new EngineWorld(action("a", takes(0)));
    world.scripted.sessions =
        target -> {
          throw new StaleTurnException("its time is over");
        };

    assertThat(world.turn().next()).isEqualTo(Next.PARK);
    assertThat(world.status("a")).isEqualTo(ActionStatus.STARTING);

    world.scripted.sessions = target -> {};
    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
    assertThat(world.scripted.effects.values()).containsExactly(1);
  }

  @Test
  void a_client_makes_no_call_once_the_turns_time_is_over() {
    var over = new AtomicBoolean();
    var calls = new AtomicInteger();
    var client =
        new FencedAccess(
                new OneService(calls),
                () -> {
                  if (over.get()) {
                    throw new StaleTurnException("its time is over");
                  }
                })
            .client(
                CloudFormationClient.class,
                WorkContext.scope(EngineWorld.TARGET, RoleKind.CHANGE, EngineWorld.RUN));
    client.deleteStack(r -> r.stackName("shop-data"));

    over.set(true);

    assertThatThrownBy(() -> client.deleteStack(r -> r.stackName("shop-data")))
        .isInstanceOf(StaleTurnException.class);
    assertThat(calls).hasValue(1);
  }

  /** An AWS of one service, which counts what it is asked. */
  private record OneService(AtomicInteger calls) implements AwsAccess {
    @Override
    public <C extends SdkClient> C client(Class<C> service, AccessScope scope) {
      CloudFormationClient client =
          new CloudFormationClient() {
            @Override
            public DeleteStackResponse deleteStack(DeleteStackRequest request) {
              calls.incrementAndGet();
              return DeleteStackResponse.builder().build();
            }

            @Override
            public String serviceName() {
              return "cloudformation";
            }

            @Override
            public void close() {}
          };
      return service.cast(client);
    }

    @Override
    public String stackExecutionRoleArn(String account, String region) {
      return "arn:aws:iam::" + account + ":role/test";
    }

    @Override
    public String userBoundaryArn(String account, String region) {
      return "arn:aws:iam::" + account + ":policy/test";
    }
  }
}
