package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.fault.ResourceMatch;
import io.coreautomation.simulator.fault.ResourceStep;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The cases of the kinds about stacks. */
public final class CloudFormationCases {
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

  private static final String EXPORTING =
      """
      Resources:
        Audit:
          Type: AWS::S3::Bucket
      Outputs:
        Name: {Value: !Ref Audit, Export: {Name: audit}}
      """;

  private static final String IMPORTING =
      """
      Resources:
        Reader:
          Type: AWS::SSM::Parameter
          Properties: {Type: String, Value: !ImportValue audit}
      """;

  private static final String COLOURED =
      """
      Parameters:
        Colour: {Type: String, Default: blue}
      """;

  private CloudFormationCases() {}

  public static List<KindCase> all() {
    return Stream.of(stacks(), ChangeSetCases.all(), MendingCases.all(), StackSetCases.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<KindCase> stacks() {
    return List.of(
        new KindCase(
            "a stack that is not there", new CreateStack(), w -> {}, w -> stack(w, BUCKET)),
        new KindCase(
            "a stack that changes",
            new CreateStack(),
            w -> w.drive(new CreateStack(), stack(w, BUCKET)),
            w -> stack(w, QUEUE_BESIDE)),
        new KindCase(
            "a stack that stays",
            new CreateStack(),
            w -> w.drive(new CreateStack(), stack(w, BUCKET)),
            w -> stack(w, BUCKET)),
        new KindCase(
            "a stack that stays, as the registry says",
            new CreateStack(),
            w -> w.remember(w.drive(new CreateStack(), stack(w, BUCKET)), false),
            w -> stack(w, BUCKET)),
        new KindCase(
            "a protected stack whose creation had failed",
            new CreateStack(),
            w -> {
              w.twin().faults().failResource(ResourceMatch.ANY, ResourceStep.CREATE, 1, "it broke");
              w.drive(new CreateStack(), protectedStack(w, BUCKET));
            },
            w -> protectedStack(w, BUCKET)),
        new KindCase(
            "a stack of which AWS alone says what is in it",
            new CreateStack(),
            w -> {},
            w -> {
              var params = stack(w, "Transform: AWS::LanguageExtensions\n" + BUCKET);
              params.putArray("capabilities").add("CAPABILITY_AUTO_EXPAND");
              return params;
            }),
        new KindCase(
            "a stack that others are changing",
            new CreateStack(),
            CloudFormationCases::changing,
            w -> protectedStack(w, BUCKET)),
        new KindCase(
            "a stack that has one resource replaced",
            new CreateStack(),
            w -> w.drive(new CreateStack(), stack(w, QUEUE.formatted("bills"))),
            w -> stack(w, QUEUE.formatted("orders"))),
        new KindCase(
            "a stack that gets a policy",
            new CreateStack(),
            w -> w.drive(new CreateStack(), stack(w, BUCKET)),
            w -> stack(w, BUCKET).set("stackPolicy", Json.parse("{\"Statement\": []}"))),
        new KindCase(
            "a stack whose template lies elsewhere and has parameters",
            new CreateStack(),
            w -> w.drive(new CreateStack(), stack(w, COLOURED + BUCKET)),
            w -> {
              var params = stack(w, BUCKET);
              params.putObject("template").put("url", w.url(COLOURED + QUEUE_BESIDE));
              return params;
            }),
        new KindCase(
            "a stack to be deleted",
            new DeleteStack(),
            w -> w.drive(new CreateStack(), stack(w, BUCKET)),
            w -> named()),
        new KindCase(
            "a protected stack that others could import from, to be deleted",
            new DeleteStack(),
            w -> w.drive(new CreateStack(), protectedStack(w, EXPORTING)),
            w -> named().put("unprotect", true)),
        new KindCase(
            "a stack that takes its time to go",
            new DeleteStack(),
            w -> {
              w.drive(new CreateStack(), stack(w, BUCKET));
              w.twin()
                  .faults()
                  .slowResource(ResourceMatch.ANY, ResourceStep.DELETE, Duration.ofMinutes(5));
            },
            w -> named()),
        new KindCase(
            "a stack to be deleted that others are changing",
            new DeleteStack(),
            CloudFormationCases::changing,
            w -> named()),
        new KindCase("a stack that is gone already", new DeleteStack(), w -> {}, w -> named()),
        new KindCase(
            "a stack to be deleted that is nothing but the place of a change set",
            new DeleteStack(),
            w -> ChangeSetCases.waiting(w, BUCKET),
            w -> named()),
        new KindCase(
            "the outputs of a stack",
            new GetStackOutputs(),
            w -> w.drive(new CreateStack(), stack(w, BUCKET)),
            w -> named()),
        new KindCase(
            "the users of a stack",
            new GetStackReferences(),
            w -> {
              w.drive(new CreateStack(), stack(w, EXPORTING));
              w.stack(IMPORTING);
            },
            w -> named()));
  }

  /** It stands, and others have begun an update of it. */
  private static void changing(KindWorld world) {
    world.drive(new CreateStack(), stack(world, BUCKET));
    world
        .twin()
        .faults()
        .slowResource(ResourceMatch.ANY, ResourceStep.CREATE, Duration.ofMinutes(7));
    world
        .look(CloudFormationClient.class)
        .updateStack(r -> r.stackName("shop-data").templateBody(QUEUE_BESIDE));
  }

  private static ObjectNode named() {
    return Json.object().put("stackName", "shop-data");
  }

  private static ObjectNode stack(KindWorld world, String template) {
    return named().put("terminationProtection", false).set("template", world.template(template));
  }

  private static ObjectNode protectedStack(KindWorld world, String template) {
    return named().put("terminationProtection", true).set("template", world.template(template));
  }
}
