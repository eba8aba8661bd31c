package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.action;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.ActionStatus;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoomTest {
  private static final Problem FULL =
      Problem.of(ProblemCode.LIMIT_EXCEEDED, "there is no room", "Make some.");

  @ParameterizedTest
  @EnumSource(OnFailure.class)
  void a_large_run_without_room_changes_nothing_whatever_its_list_says_of_failures(
      OnFailure onFailure) {
    var world = new EngineWorld(onFailure, actions(60));
    world.scripted.full = FULL;

    assertThat(world.drive().next()).isEqualTo(Next.FAILURE);

    assertThat(world.scripted.effects).isEmpty();
    assertThat(Objects.requireNonNull(world.state("a0").failure()))
        .returns("there is no room", Problem::message)
        .returns("deployspec.yaml:7:3", failure -> String.valueOf(failure.source()));
    assertThat(world.status("a59")).isEqualTo(ActionStatus.PENDING);
  }

  @Test
  void a_small_run_does_not_ask() {
    var world = new EngineWorld(actions(40));
    world.scripted.full = FULL;

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
  }

  @Test
  void who_has_begun_goes_on() {
    var world = new EngineWorld(actions(60));
    world.turn();
    world.scripted.full = FULL;

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
  }

  private static Action[] actions(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> action("a" + i, Json.object().put("checks", 1)))
        .toArray(Action[]::new);
  }
}
