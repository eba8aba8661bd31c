package io.coreautomation.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.simulator.world.MemoryWorldStore;
import io.coreautomation.simulator.world.WorldSettings;
import io.coreautomation.simulator.world.WorldStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final String TOPIC =
      "Parameters: {N: {Type: String, Default: a}}\n"
          + "Resources: {T: {Type: 'AWS::SNS::Topic', Properties: {TopicName: !Ref N}}}";

  /** A store whose process dies before or after a commit. */
  private static final class Dying implements WorldStore {
    private final WorldStore inner;
    private boolean before;
    private boolean after;

    Dying(WorldStore inner) {
      this.inner = inner;
    }

    @Override
    public Map<String, byte[]> load() {
      return inner.load();
    }

    @Override
    public void commit(List<Change> changes) {
      if (before) {
        throw new IllegalStateException("killed before the commit");
      }
      inner.commit(changes);
      if (after) {
        throw new IllegalStateException("killed after the commit");
      }
    }
  }

  private final WorldStore disk = new MemoryWorldStore();
  private final Dying store = new Dying(disk);
  private final Twin twin = new Twin(store, Twin.START, WorldSettings.DEFAULT);

  private Twin reborn() {
    return new Twin(disk, twin.now(), WorldSettings.DEFAULT);
  }

  @Test
  void a_call_killed_before_its_commit_leaves_nothing() {
    store.before = true;
    assertThatThrownBy(() -> twin.create("s", TOPIC)).hasMessage("killed before the commit");
    assertThat(twin.cloudFormation.listStacks().stackSummaries()).isEmpty();
    assertThat(twin.world.nextEventAt()).isEmpty();
    assertThat(reborn().cloudFormation.listStacks().stackSummaries()).isEmpty();
  }

  @Test
  void a_call_killed_between_commit_and_answer_is_there_after_a_restart() {
    store.after = true;
    assertThatThrownBy(() -> twin.create("s", TOPIC)).hasMessage("killed after the commit");
    var again = reborn();
    assertThat(again.status("s")).isEqualTo("CREATE_IN_PROGRESS");
    assertThat(again.settle().status("s")).isEqualTo("CREATE_COMPLETE");
  }

  @Test
  void a_world_read_again_is_the_same_after_a_whole_life() {
    var id = twin.create("s", TOPIC);
    twin.settle();
    twin.update("s", TOPIC, r -> r.parameters(p -> p.parameterKey("N").parameterValue("b")));
    twin.settle();
    twin.update("s", TOPIC, r -> r.parameters(p -> p.parameterKey("N").parameterValue("c")));
    twin.settle();
    assertThat(reborn().transcript(id)).isEqualTo(twin.transcript(id));
    assertThat(reborn().stack(id)).isEqualTo(twin.stack(id));
    twin.cloudFormation.deleteStack(r -> r.stackName("s"));
    assertThat(reborn().stack("s")).isEqualTo(twin.stack("s"));
    twin.settle();
    assertThat(reborn().stack(id)).isEqualTo(twin.stack(id));
    assertThat(reborn().cloudFormation.describeStackResources(r -> r.stackName(id)))
        .isEqualTo(twin.cloudFormation.describeStackResources(r -> r.stackName(id)));
  }

  @Test
  void many_threads_create_and_one_of_two_rivals_wins() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes =
          IntStream.range(0, 200)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            try {
                              twin.create(
                                  "s" + i / 2, TOPIC.replace("Default: a", "Default: t" + i));
                              return 1;
                            } catch (
                                software.amazon.awssdk.services.cloudformation.model
                                        .AlreadyExistsException
                                    e) {
                              return 0;
                            }
                          }))
              .toList();
      int won = 0;
      for (var outcome : outcomes) {
        won += outcome.get();
      }
      assertThat(won).isEqualTo(100);
    }
    twin.settle();
    assertThat(reborn().cloudFormation.describeStacksPaginator().stacks())
        .hasSize(100)
        .allMatch(s -> s.stackStatusAsString().equals("CREATE_COMPLETE"));
  }
}
