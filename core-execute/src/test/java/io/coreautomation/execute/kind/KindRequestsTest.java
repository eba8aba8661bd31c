package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.testing.NeededTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What the kinds ask of AWS is what the API models of its services take. The twin is ours and may
 * share a mistake of ours; the models are AWS's own.
 */
class KindRequestsTest {
  private static final int PATIENCE_SECONDS = 100;

  /** What the SDK calls otherwise than the API: by that, and by this. */
  private static final Map<String, String> RENAMED =
      Map.of("stackStatusFilters", "StackStatusFilter");

  @TempDir Path folder;

  @Test
  void each_request_is_as_the_api_model_of_its_service_wants_it()
      throws IOException, InterruptedException {
    var requests = new TreeSet<String>();
    KindCases.all()
        .forEach(
            given ->
                KindUse.everything(
                    given,
                    (_, calls) ->
                        calls.requests().stream().map(this::line).forEach(requests::add)));

    assertThat(requests).isNotEmpty();
    assertThat(judged(requests)).isEmpty();
  }

  /** That nothing is found must not be because nothing is looked for. */
  @Test
  void a_request_with_a_fault_of_each_sort_is_found() throws IOException, InterruptedException {
    var wrong =
        """
        {"service": "KMS", "operation": "CreateGrant", "params": \
        {"KeyID": "x", "KeyId": "k", "GranteePrincipal": 5, "Operations": ["Fly"], "Name": "a b"}}
        """
            .strip();

    assertThat(judged(List.of(wrong)))
        .contains("Unknown parameter in input: \"KeyID\"")
        .contains("Invalid type for parameter GranteePrincipal")
        .contains("'Fly' is none of")
        .contains("'a b' does not match");
  }

  private String line(KindCalls.Request request) {
    return Json.write(
        Json.object()
            .put("service", request.service().getSimpleName().replaceFirst("Client$", ""))
            .put("operation", request.operation())
            .set("params", json(request.content())));
  }

  private String judged(Collection<String> requests) throws IOException, InterruptedException {
    var python = NeededTool.requirePython("botocore", "regex");
    var program = Path.of(System.getProperty("core.repository"), "referees", "requests.py");
    var in = Files.write(folder.resolve("in"), requests);
    var out = folder.resolve("out");
    var process =
        new ProcessBuilder(python.toString(), program.toString())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectErrorStream(true)
            .start();
    var ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    var said = Files.readString(out);
    assertThat(ended && process.exitValue() == 0).as(said).isTrue();
    return said;
  }

  /** A request in the names of its service's API. */
  private static ObjectNode json(SdkPojo pojo) {
    var object = Json.object();
    for (var field : pojo.sdkFields()) {
      var value = json(field.getValueOrDefault(pojo));
      if (value != null) {
        object.set(RENAMED.getOrDefault(field.memberName(), field.memberName()), value);
      }
    }
    return object;
  }

  private static @Nullable JsonNode json(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case SdkPojo pojo -> json(pojo);
      // The SDK tells lists and maps that are not given by a type of their own.
      case software.amazon.awssdk.core.util.SdkAutoConstructList<?> _ -> null;
      case software.amazon.awssdk.core.util.SdkAutoConstructMap<?, ?> _ -> null;
      case Collection<?> list -> Json.tree(list.stream().map(KindRequestsTest::json).toList());
      case Map<?, ?> map -> {
        var object = Json.object();
        map.forEach((name, member) -> object.set(String.valueOf(name), json(member)));
        yield object;
      }
      case SdkBytes bytes -> Json.tree(bytes.asUtf8String());
      case Instant time -> Json.tree(time.toString());
      default -> Json.tree(value);
    };
  }
}
