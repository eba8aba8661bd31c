package io.coreautomation.deployspec.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.deployspec.compile.Compilation;
import io.coreautomation.deployspec.compile.Given;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a fleet of three accounts in two regions is divided, if four actions go into a run. */
class PartsTest {
  private static final String FLEET =
      """
      - name: network
        kind: CreateStack
        accounts: [network]
        regions: [eu-west-1]
        params: {stackName: network, template: stack.yaml}
      - name: data
        kind: CreateStack
        accounts: [network, shop-dev, shop-prod]
        regions: [eu-west-1]
        params: {stackName: data, template: stack.yaml,
                 tags: {Net: "${actions.network@network.outputs.TopicArn}"}}
      - name: app
        kind: CreateStack
        accounts: [network, shop-dev, shop-prod]
        regions: [eu-west-1]
        params: {stackName: app, template: stack.yaml,
                 tags: {Data: "${actions.data.outputs.TopicArn}"}}
      """;

  private static Compilation compiled(String spec) {
    return Given.deployspec(spec).mostOfARun(4).compiled();
  }

  private static List<ActionList> parts(Compilation compilation) {
    var parts = new ArrayList<ActionList>();
    for (var action : compilation.list().actions()) {
      compilation
          .objects()
          .forEach(
              (key, content) -> {
                if (key.contains("/lists/")
                    && ActionList.parse(content)
                        .digest()
                        .toString()
                        .equals(action.params().path("list").asText())) {
                  parts.add(ActionList.parse(content));
                }
              });
    }
    return parts;
  }

  private static Action action(ActionList list, String id) {
    return list.byId().get(id);
  }

  @Test
  void chains_stay_together_and_what_they_share_stands_above_them() {
    var compilation = compiled(FLEET);

    assertThat(compilation.list().actions())
        .extracting(Action::id)
        .containsExactly("part/1", "part/2", "network/210000000001/eu-west-1");
    assertThat(action(compilation.list(), "part/1").dependsOn())
        .containsExactly("network/210000000001/eu-west-1");
    assertThat(parts(compilation).getFirst().actions())
        .extracting(Action::id)
        .containsExactly(
            "data/210000000001/eu-west-1",
            "data/210000000011/eu-west-1",
            "app/210000000001/eu-west-1",
            "app/210000000011/eu-west-1");
    assertThat(compilation.notes())
        .extracting(Problem::text)
        .containsExactly(
            "deployspec.yaml: 7 actions are too many for one run: 2 runs carry them out as parts of"
                + " this one.");
  }

  @Test
  void an_output_from_above_is_a_variable_that_a_part_begins_with() {
    var compilation = compiled(FLEET);

    assertThat(action(compilation.list(), "part/2").params().path("inputs").toString())
        .isEqualTo(
            """
            {"network/210000000001/eu-west-1@TopicArn":{"$expr":[\
            {"ref":"network/210000000001/eu-west-1","output":"TopicArn"}]}}\
            """);
    var data = action(parts(compilation).getLast(), "data/210000000012/eu-west-1");
    assertThat(data.params().at("/tags/Net").toString())
        .isEqualTo("{\"$expr\":[{\"variable\":\"network/210000000001/eu-west-1@TopicArn\"}]}");
    assertThat(data.dependsOn()).isEmpty();
  }

  @Test
  void an_output_that_is_needed_above_is_one_of_the_part() {
    var compilation =
        compiled(
            FLEET
                + """
                - name: front
                  kind: CreateStack
                  accounts: [network]
                  regions: [eu-west-1]
                  dependsOn: ["app@*"]
                  params: {stackName: front, template: stack.yaml,
                           tags: {App: "${actions.app@shop-prod.outputs.TopicArn}"}}
                """);

    assertThat(action(compilation.list(), "part/2").params().path("outputs").toString())
        .isEqualTo("[{\"action\":\"app/210000000012/eu-west-1\",\"output\":\"TopicArn\"}]");
    var front = action(compilation.list(), "front/210000000001/eu-west-1");
    assertThat(front.dependsOn()).containsExactly("part/1", "part/2");
    assertThat(front.params().at("/tags/App").toString())
        .isEqualTo(
            "{\"$expr\":[{\"ref\":\"part/2\",\"output\":\"app/210000000012/eu-west-1@TopicArn\"}]}");
  }

  @Test
  void what_a_run_may_do_at_once_is_shared_out_and_a_rollback_is_for_the_whole_to_do() {
    var compilation =
        compiled(
            "maxParallel: 5\nmaxPerTarget: 1\nonFailure: rollback\nactions:\n"
                + FLEET.indent(2)
                + """
                  - name: beside
                    kind: CreateStack
                    accounts: [network, shop-dev, shop-prod]
                    regions: [eu-west-1]
                    params: {stackName: beside, template: stack.yaml}
                """);

    assertThat(compilation.list().onFailure()).isEqualTo(OnFailure.ROLLBACK);
    assertThat(compilation.list().maxParallel()).isEqualTo(parts(compilation).size());
    assertThat(parts(compilation))
        .hasSize(3)
        .allMatch(part -> part.maxParallel() == 1 && part.onFailure() == OnFailure.DRAIN);
    // All of them have actions in the accounts of the first, which waits for nothing.
    assertThat(action(compilation.list(), "part/1").dependsOn()).isEmpty();
    assertThat(action(compilation.list(), "part/2").dependsOn()).contains("part/1");
    assertThat(action(compilation.list(), "part/3").dependsOn()).contains("part/1");
  }

  @Test
  void what_asks_how_an_action_of_another_part_stands_is_refused_with_both_places() {
    assertThatThrownBy(
            () ->
                compiled(
                    FLEET
                        + """
                        - name: late
                          kind: NoOp
                          runOn: failure
                          dependsOn: ["app@*"]
                        """))
        .hasMessage(
            "deployspec.yaml:18:3: 'late' runs if 'app/210000000001/eu-west-1' fails"
                + " (deployspec.yaml:12:3), but the list is too long for one run, and the two are"
                + " in different parts. Let it refer to outputs or variables, or make two packages"
                + " of this one.");
  }

  @Test
  void a_list_that_fits_is_left_as_it_is() {
    var whole = Given.deployspec(FLEET).mostOfARun(7).compiled();

    assertThat(whole.list()).isEqualTo(Given.deployspec(FLEET).compiled().list());
    assertThat(whole.notes()).isEmpty();
  }
}
