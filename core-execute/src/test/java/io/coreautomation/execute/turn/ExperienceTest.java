package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.duration.Durations;
import io.coreautomation.db.duration.Likeness;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.kind.cloudformation.CreateStack;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExperienceTest {
  private static final Likeness SCRIPTED = new Likeness("TEST::Scripted", "");

  @Test
  void a_run_teaches_how_long_its_actions_took() {
    var world = new EngineWorld(action("a", takes(1)), action("b", Json.object()));

    world.drive();

    var a = world.state("a");
    var took = Duration.between(a.startedAt(), a.endedAt());
    assertThat(took).isPositive();
    assertThat(new Durations(world.tables).of(List.of(SCRIPTED)))
        .containsEntry(SCRIPTED, took.dividedBy(2)); // b took no time
  }

  @Test
  void what_failed_teaches_nothing() {
    var world = new EngineWorld(action("a", Json.object().put("ends", "failed")));

    world.drive();

    assertThat(new Durations(world.tables).of(List.of(SCRIPTED))).isEmpty();
  }

  @Test
  void what_was_learned_goes_before_what_a_kind_says() {
    var durations = new Durations(new InMemoryTables());
    var kinds = new Kinds(List.of(new CreateStack()));
    var known = stack("known", "artefacts/acme/web/templates/4711.yaml");
    var elsewhere = stack("elsewhere", "artefacts/acme/shop/templates/4711.yaml");
    var unknown = stack("unknown", "artefacts/acme/web/templates/4712.yaml");
    durations.learn(
        new Likeness("AWS::CreateStack", "4711.yaml"),
        LongStream.of(3_600_000).summaryStatistics(),
        Instant.EPOCH);

    var usual =
        new Experience(kinds, durations)
            .of(
                ActionList.of(
                    TaskVerb.DEPLOY,
                    EngineWorld.AT,
                    OnFailure.DRAIN,
                    List.of(known, elsewhere, unknown)));

    assertThat(usual.apply(known)).isEqualTo(Duration.ofHours(1));
    assertThat(usual.apply(elsewhere)).isEqualTo(Duration.ofHours(1));
    assertThat(usual.apply(unknown)).isEqualTo(Duration.ofMinutes(3));
  }

  private static Action stack(String name, String template) {
    return action(
        name,
        "AWS::CreateStack",
        Json.object().put("stackName", name).put("template", template),
        null);
  }
}
