package io.coreautomation.execute.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.coreautomation.execute.turn.Engine;
import io.coreautomation.execute.turn.TurnRequest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.logging.LogFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Carries out one turn of a run. It fails where the turn does: the state machine tries again. */
public final class ExecuteHandler implements RequestStreamHandler {
  /** What a turn has where no Lambda limits it: as much as a Lambda has at most. */
  private static final Duration UNLIMITED = Duration.ofMinutes(15);

  /** Left for the last checkpoint, of what Lambda gives. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final Engine engine;

  /** As Lambda makes it. */
  public ExecuteHandler() {
    this(LambdaAssembly.of(System.getenv()).engine());
  }

  public ExecuteHandler(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
      throws IOException {
    var request = Json.parse(in.readAllBytes(), TurnRequest.class);
    try (var _ = LogFields.open().correlationId(request.runId().text())) {
      out.write(Json.write(answer(request, timeLeft(context))).getBytes(StandardCharsets.UTF_8));
    }
  }

  private Object answer(TurnRequest request, Duration timeLeft) {
    if (request.abandon() != null) {
      engine.abandon(request);
      return Json.object();
    }
    return engine.turn(request, timeLeft);
  }

  private static Duration timeLeft(@Nullable Context context) {
    return context == null
        ? UNLIMITED
        : Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
  }
}
