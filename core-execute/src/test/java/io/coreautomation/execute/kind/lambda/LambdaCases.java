package io.coreautomation.execute.kind.lambda;

import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import java.util.List;

/** The cases of the kinds of Lambda. */
public final class LambdaCases {
  private LambdaCases() {}

  public static List<KindCase> all() {
    return List.of(
        new KindCase(
            "a function that is told something",
            new InvokeFunction(),
            LambdaCases::function,
            w -> KindCase.json("{\"functionName\": \"warm-up\", \"payload\": {\"version\": 1}}")),
        new KindCase(
            "a function that is asked something",
            new InvokeFunction(),
            LambdaCases::function,
            w ->
                KindCase.json(
                    "{\"functionName\": \"warm-up\", \"invocation\": \"requestResponse\"}")));
  }

  private static void function(KindWorld world) {
    world.stack(
        """
        Resources:
          WarmUp:
            Type: AWS::Lambda::Function
            Properties:
              FunctionName: warm-up
              Role: arn:aws:iam::210000000011:role/warm-up
              Code: {ZipFile: "exports.handler = async () => {}"}
        """);
  }
}
