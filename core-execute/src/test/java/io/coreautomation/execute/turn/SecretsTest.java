package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.TARGET;
import static io.coreautomation.execute.turn.EngineWorld.action;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Assignments;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.ActionStatus;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The scripted kind keeps its output {@code Secret} to itself. */
class SecretsTest {
  private static final Action MAKER =
      action("maker", Json.object().put("secret", "hush").put("value", "told"));

  private static ObjectNode refers() {
    return Expressions.compiled(
        List.of(new Part.Literal("x-"), new Part.OutputOf("maker", "Secret")));
  }

  private static String failure(EngineWorld world, String action) {
    return Objects.requireNonNull(world.state(action).failure()).text();
  }

  @Test
  void edge_15_a_secret_is_given_to_whoever_refers_to_it_and_not_stored() {
    var user = Json.object();
    user.set("value", refers());
    user.set("thing", Json.tree("stack/user"));
    var world = new EngineWorld(MAKER, action("user", user, "maker"));

    world.drive();

    assertThat(world.scripted.given).contains("x-hush");
    assertThat(world.state("maker").outputs())
        .containsEntry("Secret", "****")
        .containsEntry("Value", "told");
    assertThat(world.items.get(TARGET, "stack/user").orElseThrow().inputs()).isNull();
  }

  @Test
  void edge_15_a_failure_that_repeats_a_secret_does_not_tell_it() {
    var user = Json.object().put("ends", "echo");
    user.set("value", refers());
    var world = new EngineWorld(MAKER, action("user", user, "maker"));

    world.drive();

    assertThat(failure(world, "user"))
        .isEqualTo("deployspec.yaml:7:3: AWS does not like 'x-****'.");
  }

  @Test
  void edge_15_what_would_be_stored_is_not_given_a_secret() {
    var variables = Json.object();
    variables.set("variables", Json.object().set("v", refers()));
    var sets =
        Action.of("sets", "TEST::Scripted", new Source("deployspec.yaml", 7, 3))
            .target(TARGET)
            .dependsOn(List.of("maker"))
            .set(new Assignments(null, Json.object().set("v", refers())))
            .build();
    var platform =
        Action.of("platform", "SYSTEM::SetVariables", new Source("deployspec.yaml", 9, 3))
            .params(variables)
            .dependsOn(List.of("maker"))
            .build();
    var world = new EngineWorld(MAKER, sets, platform);

    world.drive();

    assertThat(failure(world, "platform"))
        .isEqualTo(
            "deployspec.yaml:9:3: 'platform' cannot be given a sensitive output: the run would"
                + " store it. Refer to it in the params of actions with a target: they alone are"
                + " not stored.");
    assertThat(failure(world, "sets"))
        .isEqualTo(
            "deployspec.yaml:7:3: 'maker' does not tell its output 'Secret' here, as it is"
                + " sensitive. Refer to it in the params of actions with a target: they alone are"
                + " not stored.");
    assertThat(world.status("maker")).isEqualTo(ActionStatus.COMPLETE);
  }
}
