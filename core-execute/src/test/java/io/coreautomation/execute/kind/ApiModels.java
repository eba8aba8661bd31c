package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.testing.NeededTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Judges requests by the models of AWS's services, as AWS publishes them in botocore.
 *
 * @param python that has botocore
 * @param folder for what passes between the two
 */
record ApiModels(Path python, Path folder) {
  private static final int PATIENCE_SECONDS = 100;

  /** What the SDK calls otherwise than the API: by that, and by this. */
  private static final Map<String, String> RENAMED =
      Map.of("stackStatusFilters", "StackStatusFilter");

  /** The models, if this machine has them; else the test that asks ends. */
  static ApiModels required(Path folder) {
    return new ApiModels(NeededTool.requirePython("botocore", "regex"), folder);
  }

  /** A request as {@link #judged} takes it. */
  static String line(KindCalls.Request request) {
    return Json.write(
        Json.object()
            .put("service", request.service().getSimpleName().replaceFirst("Client$", ""))
            .put("operation", request.operation())
            .set("params", json(request.content())));
  }

  /** A line for each fault of the requests. */
  String judged(Collection<String> requests) {
    try (var program = ApiModels.class.getResourceAsStream("requests.py")) {
      var judge = folder.resolve("requests.py");
      Files.write(judge, Objects.requireNonNull(program).readAllBytes());
      var in = Files.write(folder.resolve("in"), requests);
      var out = folder.resolve("out");
      var process =
          new ProcessBuilder(python.toString(), judge.toString())
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectErrorStream(true)
              .start();
      var ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      var said = Files.readString(out);
      assertThat(ended && process.exitValue() == 0).as(said).isTrue();
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
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
      case Collection<?> list -> Json.tree(list.stream().map(ApiModels::json).toList());
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
