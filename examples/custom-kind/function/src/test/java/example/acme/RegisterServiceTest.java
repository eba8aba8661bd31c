package example.acme;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindContract;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.own.OwnKinds;
import io.coreautomation.simulator.lambda.FunctionDoubles;
import java.nio.file.Path;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/** The contract of kinds, held by the declaration and the function behind it. */
class RegisterServiceTest implements KindContract {
  private static final Path KINDS = Path.of(System.getProperty("basedir"), "kinds");
  private static final String WORLD =
      """
      Resources:
        Catalogue:
          Type: AWS::S3::Bucket
          Properties: {BucketName: catalogue}
        Function:
          Type: AWS::Lambda::Function
          Properties:
            FunctionName: core-kind-register-service
            Role: arn:aws:iam::210000000011:role/register-service
            Code: {ZipFile: "its code is run by the test"}
      """;

  @Override
  public Stream<KindCase> cases() {
    return Stream.of(
        given("a service that is new", "{\"service\": \"shop\"}", false),
        given("a service that changes", "{\"service\": \"shop\", \"tier\": \"gold\"}", true),
        given("a service that is known", "{\"service\": \"shop\"}", true));
  }

  private static KindCase given(String name, String params, boolean known) {
    var kind = OwnKinds.in(KINDS).kinds().handler("ACME::RegisterService");
    return new KindCase(
        name,
        kind,
        world -> {
          world.stack(WORLD);
          var function = function(world);
          FunctionDoubles.of(world.twin()).put("core-kind-register-service", function::answer);
          if (known) {
            function.answer(
                json("{\"operation\": \"start\", \"params\": {\"service\": \"shop\"}}"));
          }
        },
        world -> KindCase.json(params));
  }

  /** The function itself, with the twin's S3. */
  private static RegisterService function(KindWorld world) {
    return new RegisterService(world.look(S3Client.class), "catalogue");
  }

  private static JsonNode json(String text) {
    return KindCase.json(text).put("token", "somebody else's");
  }
}
