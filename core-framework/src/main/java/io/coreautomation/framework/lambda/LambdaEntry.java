package io.coreautomation.framework.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.logging.LogFields;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a request from a Lambda's input stream to a function and its answer back. Handlers are
 * composed from it, so that each is ten lines.
 */
public final class LambdaEntry {
  private static final Logger LOG = LoggerFactory.getLogger(LambdaEntry.class);
  private static final int LARGEST_REQUEST = 6 * 1024 * 1024;

  private LambdaEntry() {}

  /**
   * Serves a caller that waits: whatever goes wrong is an answer, in the form of {@link
   * LayerAnswer}.
   *
   * @param in a request as JSON, at most 6 MB
   * @param function returns what is written as JSON
   */
  public static <T> void serve(
      InputStream in, OutputStream out, Class<T> type, Function<? super T, ?> function)
      throws IOException {
    serve(in, out, type, function, _ -> false);
  }

  /**
   * As {@link #serve(InputStream, OutputStream, Class, Function)}, for a function that is also
   * handed events.
   *
   * @param nobodyWaits requests whose answer nobody reads: what can succeed later is thrown then,
   *     so that Lambda delivers the event again
   */
  public static <T> void serve(
      InputStream in,
      OutputStream out,
      Class<T> type,
      Function<? super T, ?> function,
      Predicate<? super T> nobodyWaits)
      throws IOException {
    var content = in.readNBytes(LARGEST_REQUEST + 1);
    var json = parsed(content);
    var id = correlationId(json);
    try (var _ = LogFields.open().correlationId(id)) {
      out.write(
          Json.write(answer(json, id, type, function, nobodyWaits))
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  private static <T> Object answer(
      JsonNode json,
      String id,
      Class<T> type,
      Function<? super T, ?> function,
      Predicate<? super T> nobodyWaits) {
    T request;
    try {
      request = bound(json, type);
    } catch (ProblemException e) {
      return LayerAnswer.refusal(e.problems());
    }
    try {
      return function.apply(request);
    } catch (ProblemException e) {
      if (nobodyWaits.test(request) && e.problems().stream().anyMatch(Problem::retryable)) {
        throw e;
      }
      return LayerAnswer.refusal(e.problems());
    } catch (RuntimeException e) {
      LOG.error("a request failed for a reason that nobody foresaw", e);
      var failure = internal(id);
      if (nobodyWaits.test(request)) {
        throw new ProblemException(failure);
      }
      return LayerAnswer.refusal(List.of(failure));
    }
  }

  /** What callers are told about a failure of the platform itself: where its story is, no more. */
  public static Problem internal(String correlationId) {
    return Problem.of(
        ProblemCode.INTERNAL,
        "the platform failed",
        "Its log tells why: search it for " + correlationId + ".");
  }

  private static JsonNode parsed(byte[] content) {
    if (content.length > LARGEST_REQUEST) {
      return MissingNode.getInstance();
    }
    try {
      return Json.parse(content);
    } catch (UncheckedIOException e) {
      LOG.debug("a request is no JSON", e);
      return MissingNode.getInstance();
    }
  }

  private static <T> T bound(JsonNode json, Class<T> type) {
    if (!json.isObject()) {
      throw unreadable("the request is no JSON object of at most 6 MB", null);
    }
    try {
      return Json.as(json, type);
    } catch (UncheckedIOException e) {
      throw refused(e).orElseGet(() -> unreadable("the request is no " + type.getSimpleName(), e));
    }
  }

  /** What the request's own constructor said was wrong, if it did. */
  private static Optional<ProblemException> refused(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(ProblemException.class::isInstance)
        .map(ProblemException.class::cast)
        .findFirst();
  }

  private static ProblemException unreadable(String message, @Nullable Exception cause) {
    var problem =
        Problem.of(ProblemCode.REQUEST_INVALID, message, "Send what the layer's page tells.");
    return cause == null ? new ProblemException(problem) : new ProblemException(problem, cause);
  }

  private static String correlationId(JsonNode json) {
    return Stream.of(
            json.path("correlationId"),
            json.path("runId"),
            json.path("carryOut"),
            json.path("task").path("correlationId"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .findFirst()
        .orElseGet(() -> RunId.random().text());
  }
}
