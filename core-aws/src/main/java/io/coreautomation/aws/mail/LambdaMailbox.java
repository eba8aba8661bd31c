package io.coreautomation.aws.mail;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.aws.access.AwsProblems;
import io.coreautomation.framework.door.Mailbox;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.lambda.LayerAnswer;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Layers that are Lambda functions. */
public final class LambdaMailbox implements Mailbox {
  private final LambdaClient lambda;
  private final Map<Layer, String> functions;

  /**
   * @param functions each layer's function, by name or ARN, with its alias; only the layers that
   *     this caller speaks to
   */
  public LambdaMailbox(LambdaClient lambda, Map<Layer, String> functions) {
    this.lambda = lambda;
    this.functions = Map.copyOf(functions);
  }

  @Override
  public JsonNode call(Layer layer, JsonNode request) {
    var answer = invoke(layer, request, InvocationType.REQUEST_RESPONSE);
    var payload = Json.parse(answer.payload().asByteArrayUnsafe());
    if (answer.functionError() != null) {
      // The layer's own answers say what was wrong: this one died. Its log has the story.
      throw new ProblemException(
          Problem.of(
              ProblemCode.PLATFORM_UNAVAILABLE,
              "the %s failed (%s)"
                  .formatted(name(layer), payload.path("errorType").asText(answer.functionError())),
              "Its log tells why."));
    }
    return LayerAnswer.valueOf(payload);
  }

  @Override
  public void send(Layer layer, JsonNode request) {
    invoke(layer, request, InvocationType.EVENT);
  }

  private InvokeResponse invoke(Layer layer, JsonNode request, InvocationType type) {
    var function = functions.get(layer);
    if (function == null) {
      throw new IllegalArgumentException("no function was named for the " + name(layer));
    }
    var payload = SdkBytes.fromUtf8String(Json.write(request));
    try {
      return lambda.invoke(
          invocation -> invocation.functionName(function).invocationType(type).payload(payload));
    } catch (SdkException e) {
      throw new ProblemException(AwsProblems.of(e), e);
    }
  }

  private static String name(Layer layer) {
    return layer.name().toLowerCase(Locale.ROOT);
  }
}
