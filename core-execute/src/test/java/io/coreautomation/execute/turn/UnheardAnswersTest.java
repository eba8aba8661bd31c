package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.command.Verb;
import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.ActionStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call without an answer says nothing of how an action stands. */
class UnheardAnswersTest {

  @Test
  void an_action_that_has_been_under_way_for_long_does_not_fail_for_looks_without_answer() {
    var world = new EngineWorld(action("a", takes(2)));
    world.turn();
    world.clock.pass(Duration.ofMinutes(10));
    world.scripted.unheard(3);

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
    assertThat(world.status("a")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(world.scripted.effects.values()).containsExactly(1);
  }

  @Test
  void what_nobody_answers_for_fails_when_its_time_is_over() {
    var world = new EngineWorld(action("a", takes(2)));
    world.turn();
    world.scripted.unheard(Integer.MAX_VALUE);

    assertThat(world.drive().next()).isEqualTo(Next.FAILURE);
    assertThat(world.status("a")).isEqualTo(ActionStatus.FAILED);
  }

  @Test
  void an_action_is_called_off_again_until_that_was_heard() {
    var world = new EngineWorld(action("a", takes(50)));
    world.turn();
    world.command(Verb.CANCEL, null, null);
    world.scripted.unheard(2);

    world.drive();

    assertThat(world.status("a")).isEqualTo(ActionStatus.CANCELLED);
    assertThat(world.scripted.cancelled).containsKey("a");
  }

  @Test
  void outputs_that_cannot_be_read_for_the_moment_fail_no_action() {
    var reference = Json.object();
    reference.set("value", Expressions.compiled(List.of(new Part.OutputOf("a", "Value"))));
    var world =
        new EngineWorld(
            action("a", Json.object().put("value", "x".repeat(1_000))),
            action("slow", takes(1)),
            action("b", reference, "a", "slow"));
    world.turn();
    world.store.beforeNextRead(
        "outputs/",
        () -> {
          throw new ProblemException(Problem.of(ProblemCode.THROTTLED, "slow down", ""));
        });

    assertThatThrownBy(world::turn)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("the object '.*/outputs/.*' cannot be read");
    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
  }
}
