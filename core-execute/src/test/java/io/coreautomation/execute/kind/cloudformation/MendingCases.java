package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.cloudformation.stack.Drifts;
import io.coreautomation.simulator.fault.ResourceMatch;
import io.coreautomation.simulator.fault.ResourceStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The cases of the kinds that find out and mend what has gone wrong with a stack. */
final class MendingCases {
  private static final String TOPIC =
      """
      Parameters: {Label: {Type: String, Default: a}}
      Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: t, DisplayName: !Ref Label}}}
      """;

  private MendingCases() {}

  static List<KindCase> all() {
    return List.of(
        new KindCase(
            "a stack that is as its template says",
            new DetectDrift(),
            w -> topic(w, "a"),
            w -> named()),
        new KindCase(
            "a stack that was changed by hand",
            new DetectDrift(),
            MendingCases::drifted,
            w -> named()),
        new KindCase(
            "a stack whose rollback has failed",
            new ContinueRollback(),
            MendingCases::stuck,
            w -> named()),
        new KindCase(
            "a stack whose rollback goes on without what is not there",
            new ContinueRollback(),
            MendingCases::stuck,
            w -> named().set("resourcesToSkip", Json.tree(List.of("T")))),
        new KindCase(
            "a stack that is not stuck", new ContinueRollback(), w -> topic(w, "a"), w -> named()));
  }

  static ObjectNode named() {
    return Json.object().put("stackName", "shop-data");
  }

  /** The stack stands, with a label. */
  static void topic(KindWorld world, String label) {
    var params = named();
    params.set("template", world.template(TOPIC));
    params.set("parameters", Json.tree(Map.of("Label", label)));
    world.drive(new CreateStack(), params);
    world.pass(Duration.ofMinutes(5));
  }

  /** Somebody has changed its label by hand. */
  static void drifted(KindWorld world) {
    topic(world, "a");
    Drifts.of(world.twin())
        .change(KindWorld.ACCOUNT, "eu-west-1", "shop-data", "T", "DisplayName", "b");
  }

  /** An update of it has failed, and the way back, too. */
  static void stuck(KindWorld world) {
    topic(world, "a");
    var topic = ResourceMatch.ofLogicalId("T");
    world
        .twin()
        .faults()
        .failResource(topic, ResourceStep.UPDATE, 1, "Not now")
        .failResource(topic, ResourceStep.ROLLBACK, 1, "Not now either");
    topic(world, "b");
  }
}
