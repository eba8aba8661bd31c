package io.coreautomation.aws.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.lambda.LayerAnswer;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

class LambdaMailboxTest {
  private final OneFunction lambda = new OneFunction();
  private final LambdaMailbox mailbox =
      new LambdaMailbox(lambda, Map.of(Layer.RUNNER, "core-runner:live"));

  /** Answers each invocation with one payload. */
  private static final class OneFunction implements LambdaClient {
    private final List<InvokeRequest> requests = new ArrayList<>();
    private String payload = "{}";
    private @Nullable String error;
    private @Nullable RuntimeException failure;

    @Override
    public InvokeResponse invoke(InvokeRequest request) {
      requests.add(request);
      if (failure != null) {
        throw failure;
      }
      return InvokeResponse.builder()
          .functionError(error)
          .payload(SdkBytes.fromUtf8String(payload))
          .build();
    }

    @Override
    public String serviceName() {
      return "lambda";
    }

    @Override
    public void close() {}
  }

  @Test
  void a_call_waits_for_the_functions_answer() {
    lambda.payload = "{\"runId\":\"r1\"}";

    var answer = mailbox.call(Layer.RUNNER, Json.object().put("task", "deploy"));

    assertThat(answer).isEqualTo(Json.object().put("runId", "r1"));
    assertThat(lambda.requests)
        .containsExactly(
            InvokeRequest.builder()
                .functionName("core-runner:live")
                .invocationType(InvocationType.REQUEST_RESPONSE)
                .payload(SdkBytes.fromUtf8String("{\"task\":\"deploy\"}"))
                .build());
  }

  @Test
  void what_is_sent_is_handed_over_without_waiting() {
    lambda.payload = "";

    mailbox.send(Layer.RUNNER, Json.object());

    assertThat(lambda.requests)
        .extracting(InvokeRequest::invocationType)
        .containsExactly(InvocationType.EVENT);
  }

  @Test
  void what_the_layer_said_was_wrong_is_thrown_with_its_places() {
    var problem =
        Problem.at(
            new Source("deployspec.yaml", 3, 5),
            ProblemCode.KIND_UNKNOWN,
            "'AWS::Creat' is no kind",
            "Did you mean 'AWS::CreateStack'?");
    lambda.payload = Json.write(LayerAnswer.refusal(List.of(problem)));

    assertThatThrownBy(() -> mailbox.call(Layer.RUNNER, Json.object()))
        .isInstanceOf(ProblemException.class)
        .extracting(e -> ((ProblemException) e).problems())
        .isEqualTo(List.of(problem));
  }

  @Test
  void a_layer_that_died_is_a_problem_that_names_it() {
    lambda.error = "Unhandled";
    lambda.payload = "{\"errorMessage\":\"x\",\"errorType\":\"java.lang.OutOfMemoryError\"}";

    assertThatThrownBy(() -> mailbox.call(Layer.RUNNER, Json.object()))
        .isInstanceOf(ProblemException.class)
        .hasMessage("the runner failed (java.lang.OutOfMemoryError). Its log tells why.");
  }

  @Test
  void an_unreachable_layer_is_a_problem_that_time_can_mend() {
    lambda.failure = SdkClientException.create("Unable to execute HTTP request");

    assertThatThrownBy(() -> mailbox.send(Layer.RUNNER, Json.object()))
        .isInstanceOf(ProblemException.class)
        .extracting(e -> ((ProblemException) e).first().retryable())
        .isEqualTo(true);
  }

  @Test
  void a_layer_without_a_function_is_a_mistake_of_the_assembly() {
    assertThatThrownBy(() -> mailbox.send(Layer.INVOKER, Json.object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no function was named for the invoker");
  }
}
