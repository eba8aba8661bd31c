package io.coreautomation.framework.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.testing.InMemoryObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunStateStoreTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");
  private static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-000000000001");
  private static final ObjectKeys KEYS =
      ObjectKeys.of(new Coordinates("acme", "shop", "api", "main", "1", null));

  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final RunStateStore ours = new RunStateStore(objects);
  private final RunStateStore theirs = new RunStateStore(objects);

  @Test
  void what_another_process_wrote_is_read_anew() {
    var first = ours.write(KEYS, head("1", Map.of()), null);
    ours.read(KEYS, RUN);

    theirs.write(KEYS, head("2", Map.of("vpc", ActionState.PENDING.starting(NOW))), first);

    var read = ours.read(KEYS, RUN).orElseThrow();
    assertThat(read.head().nonce()).isEqualTo("2");
    assertThat(read.action("vpc").status()).isEqualTo(ActionStatus.STARTING);
    assertThatThrownBy(() -> ours.write(KEYS, head("3", Map.of()), first))
        .isInstanceOf(StaleTurnException.class);
  }

  @Test
  void what_was_settled_by_another_process_is_found_by_its_name() {
    var done = ActionState.PENDING.skipped(NOW);
    var name = theirs.settle(KEYS, RUN, new SettledActions(Map.of("vpc", done)));
    theirs.write(KEYS, with(head("1", Map.of()), name), null);

    assertThat(ours.read(KEYS, RUN).orElseThrow().action("vpc")).isEqualTo(done);
    ours.forget(RUN);
    assertThat(ours.read(KEYS, RUN).orElseThrow().action("vpc")).isEqualTo(done);
  }

  @Test
  void a_head_of_which_one_action_has_moved_is_the_same_bytes_as_one_written_for_the_first_time() {
    var states = new HashMap<String, ActionState>();
    for (int i = 0; i < 20; i++) {
      var handle = Json.object().put("stackId", "arn-" + i);
      states.put(
          "action-" + i,
          ActionState.PENDING.starting(NOW).running(handle, NOW.plusSeconds(i), Duration.ZERO));
    }
    var first = ours.write(KEYS, head("1", states), null);
    states.put(
        "action-7",
        states
            .get("action-7")
            .complete(new TreeMap<>(Map.of("b", "1", "a", "2")), false, Change.CREATE, NOW));
    var moved = head("2", states);

    ours.write(KEYS, moved, first);

    var stored = objects.get(KEYS.state(RUN)).orElseThrow().content();
    assertThat(stored).isEqualTo(moved.write());
    assertThat(RunDocument.read(stored)).isEqualTo(moved);
    assertThat(theirs.read(KEYS, RUN).orElseThrow().head()).isEqualTo(moved);
  }

  private static RunDocument head(String nonce, Map<String, ActionState> actions) {
    return document(nonce, actions, List.of());
  }

  private static RunDocument with(RunDocument head, Digest settled) {
    return document(head.nonce(), head.actions(), List.of(settled));
  }

  private static RunDocument document(
      String nonce, Map<String, ActionState> actions, List<Digest> settled) {
    return new RunDocument(
        RunDocument.FORMAT_VERSION,
        RUN,
        Digest.of("list"),
        1,
        1,
        nonce,
        null,
        0,
        0,
        null,
        null,
        null,
        null,
        null,
        Map.copyOf(actions),
        settled,
        Map.of(),
        List.of(),
        Map.of(),
        NOW,
        null);
  }
}
