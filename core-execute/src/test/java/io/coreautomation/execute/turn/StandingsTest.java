package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.AT;
import static io.coreautomation.execute.turn.EngineWorld.RUN;
import static io.coreautomation.execute.turn.EngineWorld.TARGET;
import static io.coreautomation.execute.turn.EngineWorld.action;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.item.Item;
import io.coreautomation.db.item.ItemNews;
import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.Trust;
import io.coreautomation.framework.task.TaskVerb;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the registry is told of what stands, and what it is believed. */
class StandingsTest {
  private static final RunId EARLIER = RunId.parse("0198f2c4-0000-7000-8000-000000000001");

  private static ObjectNode makes(String thing, String value) {
    return Json.object().put("thing", thing).put("value", value);
  }

  private static Item row(String prn, String thing, String status, @Nullable String value) {
    return new Item(
        Prn.parse(prn),
        "an-action",
        "TEST::Scripted",
        TARGET.account(),
        TARGET.region(),
        thing,
        "id-of-" + thing,
        status,
        null,
        value == null ? null : Digest.of(value),
        Map.of("Value", "as it was"),
        true,
        Digest.of("list"),
        EARLIER,
        0);
  }

  private static Item ours(String thing, String value) {
    return row("prn:web:shop:main:41", thing, "CREATE_COMPLETE", value);
  }

  private static EngineWorld trusting(List<Item> rows, Action... actions) {
    var world = EngineWorld.trusting(TaskVerb.DEPLOY, actions);
    world.items.note(rows.stream().<ItemNews>map(ItemNews.Stands::new).toList());
    return world;
  }

  @Test
  void a_success_is_told_with_its_place_its_inputs_its_outputs_and_its_run() {
    var world = new EngineWorld(action("a", makes("stack/a", "x")));

    world.drive();

    var item = world.items.get(TARGET, "stack/a").orElseThrow();
    assertThat(item)
        .isEqualTo(
            new Item(
                AT.prn(),
                "a",
                "TEST::Scripted",
                TARGET.account(),
                TARGET.region(),
                "stack/a",
                "id-of-stack/a",
                "CREATE_COMPLETE",
                null,
                Digest.of("x"),
                Map.of("Value", "x"),
                true,
                world.row().listDigest(),
                RUN,
                item.version()));
  }

  @Test
  void a_crash_at_any_write_neither_loses_nor_changes_what_stands() {
    var actions = List.of(action("a", makes("stack/a", "x")), action("b", makes("stack/b", "y")));
    var undisturbed = new EngineWorld(actions.toArray(Action[]::new));
    undisturbed.drive();
    for (int write = 1; write <= undisturbed.writes(); write++) {
      for (var before : List.of(true, false)) {
        var world = new EngineWorld(actions.toArray(Action[]::new));
        world.crashAt(write, before);

        world.drive();

        assertThat(world.items.of(AT.prn()))
            .as("crash %s write %d", before ? "before" : "after", write)
            .extracting(Item::resource, Item::inputs)
            .containsExactlyElementsOf(
                undisturbed.items.of(AT.prn()).stream()
                    .map(i -> tuple(i.resource(), i.inputs()))
                    .toList());
      }
    }
  }

  @Test
  void outputs_that_are_not_to_be_saved_or_are_large_are_left_out() {
    var quiet =
        Action.of("quiet", "TEST::Scripted", new Source("d", 1, 1))
            .target(TARGET)
            .params(makes("stack/quiet", "x"))
            .saveOutputs(false)
            .build();
    var world = new EngineWorld(quiet, action("large", makes("stack/large", "x".repeat(5_000))));

    world.drive();

    assertThat(world.items.of(AT.prn()))
        .extracting(Item::outputsKept, Item::outputs)
        .containsOnly(tuple(false, Map.of()));
  }

  @Test
  void after_a_failure_what_stands_is_in_doubt_and_what_others_have_is_left_alone() {
    var fails = makes("stack/a", "y").put("ends", "failed");
    var othersFail = makes("stack/b", "y").put("ends", "failed");
    var world =
        trusting(
            List.of(
                ours("stack/a", "x"),
                row("prn:web:shop:test:7", "stack/b", "CREATE_COMPLETE", "x")),
            action("a", fails),
            action("b", othersFail));

    assertThat(world.drive().next()).isEqualTo(Next.FAILURE);

    assertThat(world.items.get(TARGET, "stack/a").orElseThrow().status()).isEqualTo(Item.IN_DOUBT);
    assertThat(world.items.get(TARGET, "stack/b").orElseThrow().status())
        .isEqualTo("CREATE_COMPLETE");
  }

  @Test
  void what_is_begun_and_not_waited_for_is_in_doubt() {
    var unwatched =
        Action.of("a", "TEST::Scripted", new Source("d", 1, 1))
            .target(TARGET)
            .params(makes("stack/a", "y").put("checks", 5))
            .awaited(false)
            .build();
    var world = trusting(List.of(ours("stack/a", "x")), unwatched);

    world.drive();

    assertThat(world.items.get(TARGET, "stack/a").orElseThrow().status()).isEqualTo(Item.IN_DOUBT);
  }

  @Test
  void a_run_that_trusts_touches_nothing_that_is_unchanged_and_has_its_outputs() {
    var needs =
        makes("stack/b", "")
            .set("value", Expressions.compiled(List.of(new Part.OutputOf("a", "Value"))));
    var world =
        trusting(
            List.of(ours("stack/a", "x"), ours("stack/b", "as it was")),
            action("a", makes("stack/a", "x")),
            action("b", (ObjectNode) needs, "a"));

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);

    assertThat(world.scripted.effects).isEmpty();
    assertThat(world.state("a").change()).isEqualTo(Change.NO_CHANGE);
    assertThat(world.state("b").trust()).isEqualTo(Trust.UNCHANGED);
    assertThat(world.items.get(TARGET, "stack/a")).contains(ours("stack/a", "x"));
    assertThat(world.report("md")).contains("| registry | 2 unchanged by registry |");
  }

  @Test
  void it_asks_AWS_wherever_the_registry_cannot_be_trusted_and_says_why() {
    var withoutOutputs = row("prn:web:shop:main:41", "stack/f", "CREATE_COMPLETE", "x");
    var world =
        trusting(
            List.of(
                ours("stack/a", "x"),
                row("prn:web:shop:test:7", "stack/c", "CREATE_COMPLETE", "x"),
                row("prn:web:shop:main:41", "stack/d", "UPDATE_FAILED", "x"),
                row("prn:web:shop:main:41", "stack/e", "CREATE_COMPLETE", null),
                new Item(
                    withoutOutputs.prn(),
                    withoutOutputs.actionName(),
                    withoutOutputs.kind(),
                    withoutOutputs.account(),
                    withoutOutputs.region(),
                    withoutOutputs.resource(),
                    withoutOutputs.resourceId(),
                    withoutOutputs.status(),
                    null,
                    withoutOutputs.inputs(),
                    Map.of(),
                    false,
                    withoutOutputs.list(),
                    EARLIER,
                    0),
                ours("stack/g", "another")),
            action("a", makes("stack/a", "x")),
            action("b", makes("stack/b", "x")),
            action("c", makes("stack/c", "x")),
            action("d", makes("stack/d", "x")),
            action("e", makes("stack/e", "x")),
            action("f", makes("stack/f", "x")),
            action("g", makes("stack/g", "x")),
            action("h", Json.object()));

    world.drive();

    assertThat(world.scripted.effects).hasSize(7);
    assertThat(world.state("g").trust()).isNull();
    assertThat(world.state("h").trust()).isNull();
    assertThat(world.report("md"))
        .contains(
            "| registry | 1 unchanged by registry; 5 could not be trusted (1 not in the registry,"
                + " 1 of another owner, 1 not complete when last seen, 1 not digest-safe, 1 without"
                + " outputs in the registry) |");
  }

  @Test
  void the_rows_of_a_place_are_read_together() {
    var rows = IntStream.range(0, 50).mapToObj(i -> ours("stack/" + i, "x")).toList();
    var actions =
        IntStream.range(0, 50)
            .mapToObj(i -> action("a" + i, makes("stack/" + i, "x")))
            .toArray(Action[]::new);
    var world = trusting(rows, actions);
    var before = world.tables.reads();

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);

    assertThat(world.scripted.effects).isEmpty();
    assertThat(world.tables.reads() - before).isLessThan(25);
  }

  @Test
  void a_plan_that_trusted_and_found_the_same_is_the_same_plan() {
    var stays = action("a", makes("stack/a", "x").put("ends", "stays"));
    var asked = new EngineWorld(TaskVerb.PLAN, OnFailure.DRAIN, stays);
    var trusted = EngineWorld.trusting(TaskVerb.PLAN, stays);
    asked.drive();
    trusted.drive();

    assertThat(trusted.row().planDigest()).isNotNull().isEqualTo(asked.row().planDigest());
    assertThat(trusted.row().listDigest()).isNotEqualTo(asked.row().listDigest());
  }

  @Test
  void what_the_run_itself_has_changed_is_not_trusted() {
    var world =
        trusting(
            List.of(ours("stack/a", "x")),
            action("there", makes("stack/a", "y")),
            action("back", makes("stack/a", "x"), "there"));

    world.drive();

    assertThat(world.scripted.effects).hasSize(2);
    assertThat(world.state("back").trust()).isEqualTo(Trust.CHANGED_IN_THIS_RUN);
    assertThat(world.items.get(TARGET, "stack/a").orElseThrow().inputs()).isEqualTo(Digest.of("x"));
  }

  @Test
  void a_start_that_may_have_reached_AWS_before_a_crash_trusts_nothing() {
    var world = trusting(List.of(), action("a", makes("stack/a", "x")));
    world.scripted.crashInStart();
    world.turn();
    world.items.note(List.of(new ItemNews.Stands(ours("stack/a", "x"))));

    world.drive();

    assertThat(world.status("a")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(world.state("a").change()).isEqualTo(Change.CREATE);
    assertThat(world.state("a").trust()).isNull();
  }
}
