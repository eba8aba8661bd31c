package example.acme;

import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindContract;
import io.coreautomation.execute.kind.KindWorld;
import java.time.Duration;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The contract of kinds, held by the kind of this example. */
class RequireStackTagsTest implements KindContract {
  @Override
  public Stream<KindCase> cases() {
    return Stream.of(
        new KindCase(
            "a stack that has the tags",
            new RequireStackTags(),
            RequireStackTagsTest::taggedStack,
            world -> KindCase.json("{\"stackName\": \"shop\", \"tags\": [\"CostCenter\"]}")));
  }

  private static void taggedStack(KindWorld world) {
    world
        .look(CloudFormationClient.class)
        .createStack(
            request ->
                request
                    .stackName("shop")
                    .templateBody("Resources: {Topic: {Type: AWS::SNS::Topic}}")
                    .tags(tag -> tag.key("CostCenter").value("4711")));
    world.pass(Duration.ofMinutes(5));
  }
}
