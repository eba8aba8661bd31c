package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.framework.json.Json;
import java.time.Duration;
import java.util.List;

/** The cases of the kinds about change sets. */
final class ChangeSetCases {
  private static final String BUCKET =
      """
      Parameters:
        Colour: {Type: String, Default: blue}
      Resources:
        Audit:
          Type: AWS::S3::Bucket
      """;
  private static final String QUEUE_BESIDE =
      """
      Resources:
        Audit:
          Type: AWS::S3::Bucket
        Queue:
          Type: AWS::SQS::Queue
      """;
  private static final String QUEUE =
      """
      Resources:
        Bills:
          Type: AWS::SQS::Queue
          Properties: {QueueName: %s}
      Outputs:
        Name: {Value: !GetAtt Bills.QueueName}
      """;

  private ChangeSetCases() {}

  static List<KindCase> all() {
    return List.of(
        new KindCase(
            "one for a stack that is not there",
            new CreateChangeSet(),
            w -> {},
            w -> of(w, BUCKET)),
        new KindCase(
            "one for a stack that would change",
            new CreateChangeSet(),
            w -> deployed(w, BUCKET),
            w -> of(w, QUEUE_BESIDE)),
        new KindCase(
            "one for a stack that would stay as it is",
            new CreateChangeSet(),
            w -> deployed(w, BUCKET),
            w -> of(w, BUCKET)),
        new KindCase(
            "one in the place of that of an earlier run",
            new CreateChangeSet(),
            w -> waiting(w, BUCKET),
            w -> of(w, QUEUE_BESIDE)),
        new KindCase(
            "one from a template that lies elsewhere",
            new CreateChangeSet(),
            w -> deployed(w, BUCKET),
            w -> {
              var params = of(w, BUCKET);
              params.putObject("template").put("url", w.url(QUEUE_BESIDE));
              return params;
            }),
        new KindCase(
            "one that creates its stack",
            new ApplyChangeSet(),
            w -> waiting(w, BUCKET),
            w -> named()),
        new KindCase(
            "one that updates its stack",
            new ApplyChangeSet(),
            w -> {
              deployed(w, BUCKET);
              waiting(w, QUEUE_BESIDE);
            },
            w -> named()),
        new KindCase(
            "one that replaces a resource",
            new ApplyChangeSet(),
            w -> {
              deployed(w, QUEUE.formatted("bills"));
              waiting(w, QUEUE.formatted("orders"));
            },
            w -> named()),
        new KindCase(
            "one of a stack that is nothing else",
            new DeleteChangeSet(),
            w -> waiting(w, BUCKET),
            w -> named()),
        new KindCase(
            "one of a stack that stands",
            new DeleteChangeSet(),
            w -> {
              deployed(w, BUCKET);
              waiting(w, QUEUE_BESIDE);
            },
            w -> named()),
        new KindCase("one that is not there", new DeleteChangeSet(), w -> {}, w -> named()));
  }

  /** The stack stands. */
  static void deployed(KindWorld world, String template) {
    world.drive(new CreateStack(), stack().set("template", world.template(template)));
  }

  /** A change set of the stack waits for somebody to execute it. */
  static void waiting(KindWorld world, String template) {
    world.drive(new CreateChangeSet(), of(world, template));
    world.pass(Duration.ofMinutes(1));
  }

  private static ObjectNode stack() {
    return Json.object().put("stackName", "shop-data");
  }

  static ObjectNode named() {
    return stack().put("changeSetName", "for-review");
  }

  static ObjectNode of(KindWorld world, String template) {
    return named().set("template", world.template(template));
  }
}
