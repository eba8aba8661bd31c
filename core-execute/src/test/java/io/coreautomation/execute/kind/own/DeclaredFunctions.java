package io.coreautomation.execute.kind.own;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.simulator.lambda.FunctionDoubles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Functions that are kinds: one of each promise, and one that undoes what another does. */
final class DeclaredFunctions {
  private static final String FUNCTION =
      """
        F%d:
          Type: AWS::Lambda::Function
          Properties:
            FunctionName: %s
            Role: arn:aws:iam::210000000011:role/register
            Code: {ZipFile: "exports.handler = async () => {}"}
      """;
  private static final String REGISTER =
      """
      name: ACME::Register
      description: Registers a service.
      function: core-kind-register
      previews: true
      inverse: ACME::Deregister
      params:
        type: object
        required: [service]
        properties:
          service: {type: string, description: its name}
          tier: {enum: [gold, silver], description: how soon somebody comes}
          slowly: {type: boolean, description: whether it takes a while}
      outputs: {EntryId: what the register knows it by}
      example: "service: shop"
      """;
  private static final String DEREGISTER =
      """
      name: ACME::Deregister
      description: Forgets a service.
      function: deregister
      params:
        type: object
        required: [service]
        properties:
          service: {type: string, description: its name}
      example: "service: shop"
      """;
  private static final String TELL =
      """
      name: ACME::Tell
      description: Tells somebody something, once for each call.
      function: arn:aws:lambda:eu-west-1:210000000011:function:tell
      repeatability: unrepeatable
      """;
  private static final String READ =
      """
      name: ACME::Read
      description: Reads something.
      function: read:live
      repeatability: harmless
      outputs: {Word: what it has read}
      """;

  private DeclaredFunctions() {}

  /** Their declarations, read from a folder. */
  static OwnKinds in(Path folder) throws IOException {
    Files.writeString(folder.resolve("register.yaml"), REGISTER);
    Files.writeString(folder.resolve("deregister.yaml"), DEREGISTER);
    Files.writeString(folder.resolve("tell.yml"), TELL);
    Files.writeString(folder.resolve("read.yaml"), READ);
    return OwnKinds.in(folder);
  }

  /** Lets a stack make functions of these names in a world. */
  static void make(KindWorld world, String... names) {
    world.stack(
        IntStream.range(0, names.length)
            .mapToObj(i -> FUNCTION.formatted(i, names[i]))
            .collect(Collectors.joining("", "Resources:\n", "")));
  }

  /** What one of them does when it is asked. */
  static void answering(KindWorld world, String name, UnaryOperator<JsonNode> code) {
    FunctionDoubles.of(world.twin()).put(name, code);
  }
}
