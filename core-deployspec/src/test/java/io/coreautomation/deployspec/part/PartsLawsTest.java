package io.coreautomation.deployspec.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.deployspec.compile.Given;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.TaskVerb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of every division, of lists of any shape. */
class PartsLawsTest {
  private static final Coordinates AT = new Coordinates("acme", "web", "shop", "main", "42", null);

  /** Chains that hang on hubs and wait for barriers, with some more dependencies at random. */
  private static ActionList fleet(int size, int hubs, int barriers, int density, long seed) {
    var random = new Random(seed);
    var actions = new ArrayList<Action>();
    for (int i = 0; i < size; i++) {
      var before = new HashSet<String>();
      for (int hub = 0; hub < Math.min(i, hubs); hub++) {
        before.add("a" + hub);
      }
      if (i > hubs && random.nextInt(3) > 0) {
        before.add("a" + (i - 1)); // a chain goes on
      }
      for (int more = random.nextInt(density + 1); more > 0 && i > 0; more--) {
        before.add("a" + random.nextInt(i));
      }
      if (barriers > 0 && i % (size / barriers + 1) == size / barriers) {
        for (int other = 0; other < i; other++) {
          before.add("a" + other);
        }
      }
      actions.add(
          Action.of("a" + i, "SYSTEM::NoOp", new Source("deployspec.yaml", i + 1, 1))
              .dependsOn(before.stream().sorted().toList())
              .build());
    }
    return ActionList.of(TaskVerb.DEPLOY, AT, OnFailure.DRAIN, actions);
  }

  @Property(tries = 300)
  void each_action_is_in_one_place_and_waits_there_for_all_that_it_waited_for(
      @ForAll @IntRange(min = 20, max = 120) int size,
      @ForAll @IntRange(min = 0, max = 3) int hubs,
      @ForAll @IntRange(min = 0, max = 3) int barriers,
      @ForAll @IntRange(min = 0, max = 2) int density,
      @ForAll @IntRange(min = 12, max = 19) int limit,
      @ForAll long seed) {
    var whole = fleet(size, hubs, barriers, density, seed);
    var problems = new Problems();

    var divided = Parts.of(whole, Given.KINDS, limit, problems);

    if (!problems.isEmpty()) {
      assertThat(divided.list().actions().size()).isGreaterThan(limit);
      return;
    }
    assertThat(divided.list().actions().size()).isLessThanOrEqualTo(limit);
    assertThat(Parts.size(divided.list())).isEqualTo(size);
    var lists = lists(divided);
    assertThat(lists.values()).allMatch(list -> list.actions().size() <= limit);
    var homes = new HashMap<String, String>();
    lists.forEach((part, list) -> list.actions().forEach(a -> put(homes, a.id(), part)));
    divided.list().actions().stream()
        .filter(a -> !lists.containsKey(a.id()))
        .forEach(a -> put(homes, a.id(), ""));
    assertThat(homes.keySet()).isEqualTo(whole.byId().keySet());
    var above = divided.list().byId();
    for (var action : whole.actions()) {
      var home = homes.getOrDefault(action.id(), "");
      var inside =
          home.isEmpty()
              ? Set.<String>of()
              : Set.copyOf(lists.get(home).byId().get(action.id()).dependsOn());
      var outside = Set.copyOf(above.get(home.isEmpty() ? action.id() : home).dependsOn());
      for (var other : action.dependsOn()) {
        var far = homes.getOrDefault(other, "");
        assertThat(
                !home.isEmpty() && far.equals(home)
                    ? inside.contains(other)
                    : outside.contains(far.isEmpty() ? other : far))
            .as(action.id() + " after " + other)
            .isTrue();
      }
    }
    // That a list is acyclic, its constructor says.
  }

  @Property(tries = 50)
  void the_same_list_is_divided_into_the_same_bytes(
      @ForAll @IntRange(min = 20, max = 120) int size, @ForAll long seed) {
    var one = Parts.of(fleet(size, 1, 1, 1, seed), Given.KINDS, 15, new Problems());
    var other = Parts.of(fleet(size, 1, 1, 1, seed), Given.KINDS, 15, new Problems());

    assertThat(other.list().canonical()).isEqualTo(one.list().canonical());
    assertThat(other.objects().keySet()).isEqualTo(one.objects().keySet());
  }

  private static void put(Map<String, String> homes, String id, String part) {
    assertThat(homes.put(id, part)).as(id + " is in two places").isNull();
  }

  /** The lists of the parts, by the ids of their actions. */
  private static Map<String, ActionList> lists(Parts.Divided divided) {
    var byDigest = new HashMap<String, ActionList>();
    divided
        .objects()
        .values()
        .forEach(
            content -> {
              var list = ActionList.parse(content);
              byDigest.put(list.digest().toString(), list);
            });
    var lists = new HashMap<String, ActionList>();
    for (var action : divided.list().actions()) {
      if (action.kind().equals("SYSTEM::RunTask")) {
        lists.put(action.id(), byDigest.get(action.params().path("list").textValue()));
      }
    }
    assertThat(List.copyOf(lists.values())).doesNotContainNull();
    return lists;
  }
}
