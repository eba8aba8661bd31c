package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.execute.kind.KindWorld.Fault;
import io.coreautomation.execute.kind.cloudformation.CreateStack;
import io.coreautomation.execute.kind.cloudformation.DeleteStack;
import io.coreautomation.execute.kind.cloudformation.GetStackOutputs;
import io.coreautomation.execute.kind.system.NoOp;
import io.coreautomation.execute.kind.system.RollBackTask;
import io.coreautomation.execute.kind.system.RunTask;
import io.coreautomation.execute.kind.system.SetVariables;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.shape.JsonSchema;
import io.coreautomation.framework.shape.Shapes;
import io.coreautomation.simulator.fault.ResourceMatch;
import io.coreautomation.simulator.fault.ResourceStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every kind keeps to, whatever it does. A kind that is shipped without its case here fails
 * the first test.
 */
class KindContractTest {
  private static final String BUCKET =
      """
      Resources:
        Audit:
          Type: AWS::S3::Bucket
      Outputs:
        Name: {Value: !Ref Audit}
      """;
  private static final String QUEUE_BESIDE =
      """
      Resources:
        Audit:
          Type: AWS::S3::Bucket
        Queue:
          Type: AWS::SQS::Queue
      Outputs:
        Name: {Value: !Ref Audit}
      """;

  private static final String QUEUE =
      """
      Resources:
        Bills:
          Type: AWS::SQS::Queue
          Properties: {QueueName: %s}
      """;

  /**
   * A kind in a situation.
   *
   * @param before makes the world that the kind meets
   * @param params as the compiler writes them
   */
  record Case(
      String name,
      ActionHandler<?> handler,
      Consumer<KindWorld> before,
      Function<KindWorld, JsonNode> params) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("a stack that is not there", new CreateStack(), w -> {}, w -> stack(w, BUCKET)),
        new Case(
            "a stack that changes",
            new CreateStack(),
            w -> w.drive(new CreateStack(), stack(w, BUCKET)),
            w -> stack(w, QUEUE_BESIDE)),
        new Case(
            "a stack that stays",
            new CreateStack(),
            w -> w.drive(new CreateStack(), stack(w, BUCKET)),
            w -> stack(w, BUCKET)),
        new Case(
            "a stack that stays, as the registry says",
            new CreateStack(),
            w -> w.remember(w.drive(new CreateStack(), stack(w, BUCKET)), false),
            w -> stack(w, BUCKET)),
        new Case(
            "a protected stack whose creation had failed",
            new CreateStack(),
            w -> {
              w.twin().faults().failResource(ResourceMatch.ANY, ResourceStep.CREATE, 1, "it broke");
              w.drive(new CreateStack(), protectedStack(w, BUCKET));
            },
            w -> protectedStack(w, BUCKET)),
        new Case(
            "a stack of which AWS alone says what is in it",
            new CreateStack(),
            w -> {},
            w ->
                ((ObjectNode) stack(w, "Transform: AWS::LanguageExtensions\n" + BUCKET))
                    .set("capabilities", Json.parse("[\"CAPABILITY_AUTO_EXPAND\"]"))),
        new Case(
            "a stack that has one resource replaced",
            new CreateStack(),
            w -> w.drive(new CreateStack(), stack(w, QUEUE.formatted("bills"))),
            w -> stack(w, QUEUE.formatted("orders"))),
        new Case(
            "a stack to be deleted",
            new DeleteStack(),
            w -> w.drive(new CreateStack(), stack(w, BUCKET)),
            w -> Json.object().put("stackName", "shop-data")),
        new Case(
            "a stack that is gone already",
            new DeleteStack(),
            w -> {},
            w -> Json.object().put("stackName", "shop-data")),
        new Case(
            "the outputs of a stack",
            new GetStackOutputs(),
            w -> w.drive(new CreateStack(), stack(w, BUCKET)),
            w -> Json.object().put("stackName", "shop-data")),
        new Case("nothing", new NoOp(), w -> {}, w -> Json.object()),
        new Case(
            "variables",
            new SetVariables(),
            w -> {},
            w -> Json.object().set("variables", Json.object().put("colour", "blue"))),
        new Case("a part of a long list", new RunTask(), w -> {}, w -> part()),
        new Case(
            "a part to be taken back",
            new RollBackTask(),
            w -> w.inEachRun(() -> w.drive(new RunTask(), part())),
            w -> Json.object().put("part", w.context(false).action().id()).put("task", "deploy")));
  }

  private static JsonNode part() {
    var params =
        Json.object()
            .put("task", "deploy")
            .put("list", Digest.of("a list").toString())
            .put("actions", 5_000);
    params.putObject("inputs").put("network@Vpc", "vpc-1");
    params.putArray("sets").add("colour");
    return params;
  }

  private static JsonNode stack(KindWorld world, String template) {
    return Json.object()
        .put("stackName", "shop-data")
        .put("terminationProtection", false)
        .set("template", world.template(template));
  }

  private static JsonNode protectedStack(KindWorld world, String template) {
    return Json.object()
        .put("stackName", "shop-data")
        .put("terminationProtection", true)
        .set("template", world.template(template));
  }

  @Test
  void every_shipped_kind_has_a_case() {
    var covered = cases().map(c -> c.handler().describe().name()).collect(Collectors.toSet());

    assertThat(covered)
        .containsExactlyInAnyOrderElementsOf(
            Kinds.shipped().all().stream().map(h -> h.describe().name()).toList());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void its_params_have_a_schema_that_names_each_field(Case given) {
    var shape = Shapes.of(given.handler().describe().params());

    var schema = JsonSchema.of(shape);

    assertThat(schema.path("additionalProperties").booleanValue()).isFalse();
    shape.fields().forEach(f -> assertThat(schema.path("properties").has(f.name())).isTrue());
    shape.fields().forEach(f -> assertThat(f.doc()).as("the words of " + f.name()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_field_that_it_does_not_know_is_refused_with_its_place(Case given) {
    var world = new KindWorld();
    var params = ((ObjectNode) given.params().apply(world));

    params.put("wrong", 1);

    assertThatThrownBy(() -> world.bound(given.handler(), params))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("deployspec.yaml:3:5: there is no field 'wrong' here.");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_preview_and_its_removal_leave_the_world_as_it_was(Case given) {
    var world = prepared(given);
    var before = snapshot(world);

    world.apply(previewed(world, given));
    var first = given.handler().discard(world.context(false), world.planned());
    var second = given.handler().discard(world.context(true), world.planned());
    world.pass(Duration.ofSeconds(20));

    assertThat(List.of(first, second)).hasOnlyElementsOfType(Progress.Done.class);
    assertThat(snapshot(world)).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void previewed_twice_by_two_runs_it_is_the_same_to_the_last_letter(Case given) {
    var first = previewed(prepared(given), given);
    var world = prepared(given);
    world.apply(previewed(world, given));
    given.handler().discard(world.context(false), world.planned());
    world.pass(Duration.ofMinutes(1));

    var second = previewed(world, given);

    assertThat(second).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void carried_out_by_its_plan_it_ends_as_it_would_without_one(Case given) {
    var straight = prepared(given);
    var wanted = (Progress.Done) straight.drive(given.handler(), given.params().apply(straight));
    var world = prepared(given);
    var previewed = previewed(world, given);
    world.apply(previewed);
    assertThat(given.handler().verify(world.context(false), world.planned()))
        .isInstanceOf(Progress.Done.class);

    var end = world.drive(given.handler(), given.params().apply(world));

    assertThat(end).isInstanceOf(Progress.Done.class);
    // Their values hold the ids of stacks.
    assertThat(((Progress.Done) end).outputs()).containsOnlyKeys(wanted.outputs().keySet());
    assertThat(((Progress.Done) end).change()).isEqualTo(previewed.preview().change());
    assertThat(snapshot(world)).isEqualTo(snapshot(straight));
    assertThat(given.handler().describe().permissions()).containsAll(world.permissionsUsed());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_crash_or_a_throttle_at_any_call_of_a_plan_neither_loses_nor_doubles_its_effect(
      Case given) {
    var undisturbed = prepared(given);
    undisturbed.apply(previewed(undisturbed, given));
    undisturbed.drive(given.handler(), given.params().apply(undisturbed));
    var calls = undisturbed.calls.size();

    for (var fault : Fault.values()) {
      for (int call = 0; call < calls; call++) {
        var world = prepared(given);
        world.apply(previewed(world, given));
        world.failAt(call, fault);

        var end = world.drive(given.handler(), given.params().apply(world));

        var where = fault + " at call " + call + " of " + undisturbed.calls;
        assertThat(end).as(where).isInstanceOf(Progress.Done.class);
        assertThat(snapshot(world)).as(where).isEqualTo(snapshot(undisturbed));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_crash_or_a_throttle_at_any_call_of_a_preview_changes_nothing_of_what_it_finds(Case given) {
    var undisturbed = prepared(given);
    var wanted = previewed(undisturbed, given);
    var calls = undisturbed.calls.size();

    for (var fault : Fault.values()) {
      for (int call = 0; call < calls; call++) {
        var world = prepared(given);
        world.failAt(call, fault);

        var found = previewed(world, given);

        var where = fault + " at call " + call + " of " + undisturbed.calls;
        assertThat(found).as(where).isEqualTo(wanted);
        assertThat(snapshot(world)).as(where).isEqualTo(snapshot(undisturbed));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void it_uses_no_permission_that_it_does_not_declare(Case given) {
    var world = prepared(given);

    previewed(world, given);
    world.drive(given.handler(), given.params().apply(world));
    previewed(world, given);

    assertThat(given.handler().describe().permissions()).containsAll(world.permissionsUsed());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_crash_or_a_throttle_at_any_call_neither_loses_nor_doubles_its_effect(Case given) {
    var undisturbed = prepared(given);
    var wanted = undisturbed.drive(given.handler(), given.params().apply(undisturbed));
    var calls = undisturbed.calls.size();
    assertThat(wanted).isInstanceOf(Progress.Done.class);

    for (var fault : Fault.values()) {
      for (int call = 0; call < calls; call++) {
        var world = prepared(given);
        world.failAt(call, fault);

        var end = world.drive(given.handler(), given.params().apply(world));

        var where = fault + " at call " + call + " of " + undisturbed.calls;
        assertThat(end).as(where).isInstanceOf(Progress.Done.class);
        // A stack that is gone after a crash was deleted by us, or was never there: nobody can
        // tell.
        if (!(given.handler() instanceof DeleteStack)) {
          assertThat(((Progress.Done) end).change())
              .as(where)
              .isEqualTo(((Progress.Done) wanted).change());
        }
        assertThat(snapshot(world)).as(where).isEqualTo(snapshot(undisturbed));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void called_off_at_any_moment_it_comes_to_an_end(Case given) {
    for (int looksBefore = 0; looksBefore < 6; looksBefore++) {
      var world = prepared(given);

      var end = cancelledAfter(world, given.handler(), given.params().apply(world), looksBefore);

      assertThat(end).isNotInstanceOf(Progress.Running.class);
    }
  }

  private static KindWorld prepared(Case given) {
    var world = new KindWorld();
    given.before().accept(world);
    world.pass(Duration.ofMinutes(5));
    world.begin();
    return world;
  }

  private static Progress.Previewed previewed(KindWorld world, Case given) {
    for (int looks = 0; looks < 50; looks++) {
      try {
        var found = preview(world, given.handler(), given.params().apply(world));
        if (found instanceof Progress.Previewed previewed) {
          return previewed;
        }
        assertThat(found).isInstanceOf(Progress.Running.class);
      } catch (KindWorld.Crash | ThrottledException e) {
        // The next look finds what this one has begun.
      }
      world.pass(Duration.ofSeconds(5));
    }
    throw new AssertionError("the preview came to no end");
  }

  private static <P extends Record> Progress preview(
      KindWorld world, ActionHandler<P> handler, JsonNode params) {
    return handler.preview(world.context(false), world.bound(handler, params));
  }

  private static <P extends Record> Progress cancelledAfter(
      KindWorld world, ActionHandler<P> handler, JsonNode params, int looks) {
    var bound = world.bound(handler, params);
    var progress = handler.start(world.context(false), bound);
    for (int i = 0; i < 500 && progress instanceof Progress.Running running; i++) {
      world.pass(Duration.ofSeconds(2));
      progress =
          i == looks
              ? handler.cancel(world.context(true), bound, running.handle())
              : handler.check(world.context(true), bound, running.handle());
    }
    return progress;
  }

  /**
   * What others see of the world: each stack's name, status, template and how often it was operated
   * upon.
   */
  private static List<Map<String, Object>> snapshot(KindWorld world) {
    var seen = new ArrayList<Map<String, Object>>();
    for (var stack : world.stacks()) {
      var operations =
          world.look().describeStackEvents(r -> r.stackName(stack.stackId())).stackEvents().stream()
              .filter(e -> e.stackId().equals(e.physicalResourceId()))
              .filter(
                  e ->
                      Set.of("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS")
                          .contains(e.resourceStatusAsString()))
              .count();
      seen.add(
          Map.of(
              "name", stack.stackName(),
              "status", stack.stackStatusAsString(),
              "operations", operations,
              "template",
                  world.look().getTemplate(r -> r.stackName(stack.stackId())).templateBody(),
              "changeSets",
                  world
                      .look()
                      .listChangeSets(r -> r.stackName(stack.stackId()))
                      .summaries()
                      .size()));
    }
    seen.addAll(world.children().worked());
    return seen;
  }
}
