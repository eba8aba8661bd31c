package io.coreautomation.execute.schedule;

import static io.coreautomation.execute.schedule.ScheduleTest.action;
import static io.coreautomation.execute.schedule.ScheduleTest.complete;
import static io.coreautomation.execute.schedule.ScheduleTest.fail;
import static io.coreautomation.execute.schedule.ScheduleTest.ids;
import static io.coreautomation.execute.schedule.ScheduleTest.list;
import static io.coreautomation.execute.schedule.ScheduleTest.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ScheduleLawsTest {
  /**
   * Any graph without a ring.
   *
   * @param shape an element an action: what it depends on among those before it, how long it takes,
   *     and whether it fails
   */
  private record Graph(List<Integer> shape) {
    ActionList actions() {
      return list(
          IntStream.range(0, shape.size())
              .mapToObj(i -> action("n" + i, dependencies(i).toArray(String[]::new)))
              .toArray(Action[]::new));
    }

    private Set<String> dependencies(int i) {
      var random = new Random(shape.get(i));
      var dependencies = new TreeSet<String>();
      for (int d = random.nextInt(4); d > 0 && i > 0; d--) {
        dependencies.add("n" + random.nextInt(i));
      }
      return dependencies;
    }

    Duration usual(Action action) {
      return Duration.ofSeconds(shape.get(index(action)) % 90);
    }

    boolean fails(Action action) {
      return shape.get(index(action)) % 9 == 8;
    }

    private static int index(Action action) {
      return Integer.parseInt(action.id().substring(1));
    }

    Schedule schedule(ActionList list) {
      return Schedule.of(list, this::usual);
    }
  }

  /** Carries a run out with some slots, in the order that the frontier tells. */
  private static Set<String> begun(Graph graph, int slots, OnFailure onFailure) {
    var list = graph.actions();
    var schedule = graph.schedule(list);
    var progress = nothing(list);
    var frontier = schedule.frontier(progress, onFailure);
    var begun = new HashSet<String>();
    var done = new HashSet<String>();
    while (!frontier.isSettled()) {
      var next = frontier.startable(slots, action -> true);
      assertThat(next).as("something can start until all is settled").isNotEmpty();
      for (var action : next) {
        assertThat(begun.add(action.id())).as("starts once").isTrue();
        assertThat(done).containsAll(action.dependsOn());
        end(graph, action, progress);
        if (!graph.fails(action)) {
          done.add(action.id());
        }
        frontier.moved(action, progress.action(action.id()));
      }
      assertSameAsResumed(frontier, schedule.frontier(progress, onFailure));
    }
    return begun;
  }

  private static void end(Graph graph, Action action, RunProgress progress) {
    if (graph.fails(action)) {
      fail(progress, action.id());
    } else {
      complete(progress, action.id());
    }
  }

  /** The next turn reads where the run stands from its state alone. */
  private static void assertSameAsResumed(Frontier moved, Frontier resumed) {
    assertThat(ids(resumed.ready())).isEqualTo(ids(moved.ready()));
    assertThat(resumed.isSettled()).isEqualTo(moved.isSettled());
    assertThat(resumed.hasFailed()).isEqualTo(moved.hasFailed());
  }

  @Property(tries = 150)
  void nothing_starts_before_what_it_depends_on_and_a_resumed_run_stands_where_it_stood(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 100_000) Integer> shape,
      @ForAll @IntRange(min = 1, max = 8) int slots,
      @ForAll OnFailure onFailure) {
    assertThat(begun(new Graph(shape), slots, onFailure)).isNotEmpty();
  }

  @Property(tries = 150)
  void nothing_is_lost_but_what_depends_on_a_failure(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 100_000) Integer> shape,
      @ForAll @IntRange(min = 1, max = 8) int slots) {
    var graph = new Graph(shape);
    var reachable = new TreeSet<String>();
    var sound = new HashSet<String>();
    for (var action : graph.actions().actions()) { // each stands after those it depends on
      if (sound.containsAll(action.dependsOn())) {
        reachable.add(action.id());
        if (!graph.fails(action)) {
          sound.add(action.id());
        }
      }
    }

    assertThat(begun(graph, slots, OnFailure.CONTINUE))
        .containsExactlyInAnyOrderElementsOf(reachable);
  }

  @Property(tries = 150)
  void the_start_of_the_longest_remaining_path_goes_first(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 100_000) Integer> shape) {
    var graph = new Graph(shape);
    var list = graph.actions();
    var remaining = new long[shape.size()];
    for (var action : list.actions().reversed()) {
      remaining[Graph.index(action)] =
          1 + graph.usual(action).toMillis() + longestAfter(action, list, remaining);
    }

    var ready = graph.schedule(list).frontier(nothing(list), OnFailure.DRAIN).ready();

    assertThat(ready)
        .isSortedAccordingTo(
            Comparator.comparingLong((Action a) -> remaining[Graph.index(a)]).reversed());
  }

  private static long longestAfter(Action action, ActionList list, long[] remaining) {
    return list.actions().stream()
        .filter(other -> other.dependsOn().contains(action.id()))
        .mapToLong(other -> remaining[Graph.index(other)])
        .max()
        .orElse(0);
  }
}
