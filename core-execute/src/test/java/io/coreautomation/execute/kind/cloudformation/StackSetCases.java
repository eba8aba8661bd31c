package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.world.Organization;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The cases of the kinds about stack sets. */
final class StackSetCases {
  static final String TOPIC =
      """
      Parameters: {Label: {Type: String, Default: a}}
      Resources: {T: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Label}}}
      """;
  static final String SHOPS = "ou-abcd-11111111";
  static final String LABS = "ou-abcd-22222222";

  private StackSetCases() {}

  static List<KindCase> all() {
    return List.of(
        new KindCase(
            "one that is not there",
            new PutStackSet(),
            StackSetCases::organization,
            w -> set(w, TOPIC, List.of(SHOPS), List.of("eu-west-1"))),
        new KindCase(
            "one that gets another template, unit and region",
            new PutStackSet(),
            w -> standing(w, List.of(SHOPS)),
            w ->
                set(
                    w,
                    TOPIC + "Description: more\n",
                    List.of(SHOPS, LABS),
                    List.of("eu-west-1", "eu-central-1"))),
        new KindCase(
            "one whose stacks get another parameter",
            new PutStackSet(),
            w -> standing(w, List.of(SHOPS, LABS)),
            w ->
                set(w, TOPIC, List.of(SHOPS, LABS), List.of("eu-west-1"))
                    .set("parameters", Json.tree(Map.of("Label", "b")))),
        new KindCase(
            "one that is as it should be",
            new PutStackSet(),
            w -> standing(w, List.of(SHOPS)),
            w -> set(w, TOPIC, List.of(SHOPS), List.of("eu-west-1"))),
        new KindCase(
            "one with stacks in two units",
            new DeleteStackSet(),
            w -> standing(w, List.of(SHOPS, LABS)),
            w -> deletion()),
        new KindCase(
            "one without stacks",
            new DeleteStackSet(),
            w -> standing(w, List.of()),
            w -> deletion()),
        new KindCase(
            "one that is not there",
            new DeleteStackSet(),
            StackSetCases::organization,
            w -> deletion()));
  }

  static ObjectNode deletion() {
    return KindCase.json("{\"stackSetName\": \"baseline\"}");
  }

  /** Two units with three accounts. */
  static void organization(KindWorld world) {
    List.of("210000000021", "210000000022", "210000000023")
        .forEach(id -> world.twin().addAccount(id, "account " + id));
    var organization = Organization.of(world.twin());
    organization.put(SHOPS, List.of("210000000021", "210000000022"));
    organization.put(LABS, List.of("210000000023"));
  }

  /** The stack set has stacks in some units. */
  static void standing(KindWorld world, List<String> units) {
    organization(world);
    world.drive(new PutStackSet(), set(world, TOPIC, units, List.of("eu-west-1")));
    world.pass(Duration.ofMinutes(5));
  }

  static ObjectNode set(
      KindWorld world, String template, List<String> units, List<String> regions) {
    var params = Json.object().put("stackSetName", "baseline");
    params.set("template", world.template(template));
    params.set("organizationalUnits", Json.tree(units));
    params.set("regions", Json.tree(regions));
    return params;
  }
}
