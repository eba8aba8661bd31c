package io.coreautomation.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.kind.Kinds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example that uses each kind once, deployed, planned, deployed again and taken down. */
class AllKindsIT {
  private static final String ALL_KINDS = Shipped.example("all-kinds").toString();

  /** Only the compiler writes them, where it divides a list. */
  private static final Set<String> OF_DIVIDED_LISTS =
      Set.of("SYSTEM::RollBackTask", "SYSTEM::RunTask");

  @TempDir Path folder;

  @Test
  void each_kind_is_used_and_a_teardown_leaves_the_world_empty() {
    var core = new CoreProcess(folder);

    var first = core.call("run", ALL_KINDS, "--output", "json");
    assertThat(first.exit()).as(first.out() + first.err()).isZero();
    assertThat(statusesBut("healthy", first.json())).containsOnly("COMPLETE");

    assertThat(content(core))
        .containsOnlyKeys(
            "bucket",
            "database",
            "database snapshot",
            "image",
            "network interface",
            "repository",
            "snapshot",
            "stack",
            "stack set",
            "user");

    var plan = core.call("plan", ALL_KINDS, "--output", "json");
    assertThat(plan.exit()).as(plan.out() + plan.err()).isZero();

    var second = core.call("run", ALL_KINDS, "--output", "json");
    assertThat(second.exit()).as(second.out() + second.err()).isZero();
    assertThat(changes("AWS::CreateStack", second.json())).containsOnly("noChange");
    assertThat(changes("AWS::CreateImage", second.json())).containsOnly("noChange");
    assertThat(changes("AWS::CloudFormation::PutStackSet", second.json())).containsOnly("noChange");

    var down = core.call("teardown", ALL_KINDS, "--yes", "--output", "json");
    assertThat(down.exit()).as(down.out() + down.err()).isZero();
    assertThat(statusesBut("none", down.json())).containsOnly("COMPLETE");
    assertThat(content(core)).isEmpty();

    var used = new TreeSet<>(OF_DIVIDED_LISTS);
    used.addAll(kinds(first.json()));
    used.addAll(kinds(down.json()));
    assertThat(used)
        .containsExactlyInAnyOrderElementsOf(
            Kinds.shipped().all().stream().map(kind -> kind.describe().name()).toList());
  }

  private static Map<String, List<String>> content(CoreProcess core) {
    return TwinContent.of(
        core.home(), List.of("210000000031", "210000000032"), List.of("eu-west-1", "eu-central-1"));
  }

  /** Nobody may listen where one of them looks: that one may fail. */
  private static List<String> statusesBut(String name, JsonNode run) {
    return StreamSupport.stream(run.path("actions").spliterator(), false)
        .filter(action -> !action.path("name").asText().equals(name))
        .map(action -> action.path("status").asText())
        .toList();
  }

  private static List<String> changes(String kind, JsonNode run) {
    return StreamSupport.stream(run.path("actions").spliterator(), false)
        .filter(action -> action.path("kind").asText().equals(kind))
        .map(action -> action.path("change").asText())
        .toList();
  }

  private static List<String> kinds(JsonNode run) {
    return run.path("actions").findValuesAsText("kind");
  }
}
