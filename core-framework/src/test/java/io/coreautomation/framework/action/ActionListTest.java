package io.coreautomation.framework.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.shape.Shape;
import io.coreautomation.framework.task.TaskVerb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionListTest {
  private static Action action(String id, String... dependsOn) {
    return Action.of(id, "SYSTEM::NoOp", new Source("deployspec.yaml", 1, 1))
        .dependsOn(List.of(dependsOn))
        .build();
  }

  private static ActionList list(Action... actions) {
    return ActionList.of(
        TaskVerb.DEPLOY,
        new Coordinates("acme", "web", null, null, null, null),
        OnFailure.DRAIN,
        List.of(actions));
  }

  @Test
  void it_survives_its_canonical_form() {
    var list = list(action("a"), action("b", "a"));

    assertThat(ActionList.parse(list.canonical())).isEqualTo(list);
    assertThat(ActionList.parse(list.canonical()).digest()).isEqualTo(list.digest());
  }

  @Test
  void what_no_compiler_may_make_is_refused() {
    assertThatThrownBy(() -> list(action("a"), action("a")))
        .hasMessage("two actions have the id 'a'");
    assertThatThrownBy(() -> list(action("a", "b")))
        .hasMessage("'a' depends on 'b', which is not in the list");
    assertThatThrownBy(() -> list(action("a", "c"), action("b", "a"), action("c", "b")))
        .hasMessage("a cycle: a → c → b → a");
  }

  @Test
  void a_list_of_a_newer_release_is_refused() {
    var newer =
        new String(list().canonical()).replace("\"formatVersion\":1", "\"formatVersion\":2");

    assertThatThrownBy(() -> ActionList.parse(newer.getBytes()))
        .hasMessageContaining("the action list has format 2, newer than this release reads");
  }

  @Test
  void a_chain_of_many_actions_is_no_cycle_and_overflows_no_stack() {
    var edges = new HashMap<String, List<String>>();
    IntStream.range(0, 50_000).forEach(i -> edges.put("n" + i, List.of("n" + (i + 1))));

    assertThat(Cycles.first(edges.keySet(), edges::get)).isEmpty();
  }

  @Test
  void expressions_are_resolved_and_keys_of_the_author_get_their_dollar_back() {
    var params = Json.object().put("plain", "x");
    params.set(
        "expr",
        Expressions.compiled(
            List.of(
                new Part.Literal("x-"), new Part.OutputOf("a/1/r", "B"), new Part.Variable("v"))));
    params.putObject("map").put(Expressions.storedKey("$expr"), "mine");

    assertThat(Expressions.parts(params))
        .containsExactly(
            new Part.Literal("x-"), new Part.OutputOf("a/1/r", "B"), new Part.Variable("v"));
    assertThat(
            Expressions.resolved(
                    params,
                    part -> part instanceof Part.OutputOf(_, String o) ? "<" + o + ">" : "?")
                .toString())
        .isEqualTo("{\"plain\":\"x\",\"expr\":\"x-<B>?\",\"map\":{\"$expr\":\"mine\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::CreateStack, AWS::CreateStack",
    "create-stack, AWS::CreateStack",
    "create_stack, AWS::CreateStack",
    "aws.create_stack, AWS::CreateStack",
    "CreateStack, AWS::CreateStack",
    "noop, SYSTEM::NoOp",
    "stack,",
  })
  void a_kind_is_found_under_any_of_its_spellings(String spelling, String name) {
    var none = new Shape.Fields("None", "", List.of());
    var catalog =
        new KindCatalog(
            List.of(
                new KindCatalog.Entry(
                    "AWS::CreateStack",
                    "",
                    true,
                    false,
                    false,
                    none,
                    "",
                    "",
                    List.of(),
                    Map.of(),
                    ""),
                new KindCatalog.Entry(
                    "SYSTEM::NoOp",
                    "",
                    false,
                    false,
                    false,
                    none,
                    "",
                    "",
                    List.of(),
                    Map.of(),
                    "")));

    assertThat(catalog.find(spelling).map(KindCatalog.Entry::name).orElse(null)).isEqualTo(name);
    assertThat(catalog.suggestion("creat-stack")).isEqualTo("Did you mean 'AWS::CreateStack'?");
  }

  @Test
  void a_target_is_an_account_and_a_region() {
    assertThat(new Target("210000000001", "us-gov-west-1"))
        .hasToString("210000000001/us-gov-west-1");
    assertThatThrownBy(() -> new Target("21", "eu-west-1"))
        .hasMessage("'21' is no account id: it has 12 digits");
    assertThatThrownBy(() -> new Target("210000000001", "west"))
        .hasMessage("'west' is no region name, such as eu-west-1");
  }
}
