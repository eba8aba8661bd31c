package io.coreautomation.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A landing zone of 28 stacks in four accounts, from its first run to its end. */
class OnTheTwinIT {
  private static final String LANDING_ZONE = Shipped.example("landing-zone").toString();

  @TempDir Path folder;

  @Test
  void a_landing_zone_is_deployed_found_unchanged_and_taken_back_by_processes_of_their_own() {
    var core = new CoreProcess(folder);

    var first = core.call("run", LANDING_ZONE, "--output", "json");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.json().path("run").path("status").asText()).isEqualTo("DEPLOY_COMPLETE");
    assertThat(names(first.json())).containsExactly("run", "actions");
    assertThat(names(first.json().path("run")))
        .contains(
            "id", "task", "coordinates", "world", "status", "startedAt", "endedAt", "durationMs");
    assertThat(names(first.json().path("actions").get(0)))
        .startsWith("id", "name", "kind", "target", "status", "attempt", "change", "outputs");
    assertThat(changes(first.json())).hasSize(28).containsOnly("create");

    var second = core.call("run", LANDING_ZONE, "--output", "json");
    assertThat(second.exit()).as(second.err()).isZero();
    assertThat(changes(second.json())).hasSize(28).containsOnly("noChange");
    assertThat(outputs(second.json())).isEqualTo(outputs(first.json()));

    var id = second.json().path("run").path("id").asText();
    assertThat(core.call("show", id, "--output", "json").json()).isEqualTo(second.json());
    assertThat(core.call("outputs", id, "--output", "json").json().path("outputs"))
        .hasSize(28)
        .allSatisfy(outputs -> assertThat(outputs).isNotEmpty());
    assertThat(core.call("runs", "--output", "json").json().path("runs")).hasSize(2);
    var stacks = stacks(core);
    assertThat(stacks).hasSize(28);
    assertThat(stacks.findValuesAsText("status")).containsOnly("CREATE_COMPLETE");
    assertThat(names(stacks.get(0)))
        .contains("account", "region", "stackName", "stackId", "status", "outputs");

    var refused = core.call("teardown", LANDING_ZONE);
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.err().lines())
        .hasSize(8)
        .allMatch(
            line ->
                line.matches(
                    "deployspec\\.yaml:\\d+:5: the stack '[a-z-]+' in \\d{12}/[a-z0-9-]+ is"
                        + " protected against termination\\. Deploy it without the protection"
                        + " first, or use --force\\."));
    assertThat(stacks(core)).isEqualTo(stacks);

    var forced = core.call("teardown", "--force", LANDING_ZONE, "--output", "json");
    assertThat(forced.exit()).as(forced.out()).isZero();
    assertThat(changes(forced.json())).hasSize(28).containsOnly("delete");
    assertThat(stacks(core)).isEmpty();
  }

  private static JsonNode stacks(CoreProcess core) {
    return core.call("world", "--output", "json").json().path("stacks");
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
  }

  private static List<String> changes(JsonNode run) {
    return StreamSupport.stream(run.path("actions").spliterator(), false)
        .filter(action -> action.path("kind").asText().endsWith("Stack"))
        .map(action -> action.path("change").asText())
        .toList();
  }

  private static List<JsonNode> outputs(JsonNode run) {
    return run.path("actions").findValues("outputs");
  }
}
