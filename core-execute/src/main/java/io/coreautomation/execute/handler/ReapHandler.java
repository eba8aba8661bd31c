package io.coreautomation.execute.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.reap.Finding;
import io.coreautomation.execute.reap.Reaper;
import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what EventBridge tells the reaper: that an execution of ours has failed, or that it is time
 * for a sweep. It answers what was found, how often.
 */
public final class ReapHandler implements RequestStreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ReapHandler.class);

  /** What a sweep has where no Lambda limits it: as long as it is until the next one. */
  private static final Duration UNLIMITED = Duration.ofMinutes(5);

  /** Left for the page that is begun last, of what Lambda gives. */
  private static final Duration MARGIN = Duration.ofSeconds(90);

  private static final String ENDED = "Step Functions Execution Status Change";

  private final Reaper reaper;

  /** As Lambda makes it. */
  public ReapHandler() {
    this(LambdaAssembly.of(System.getenv()).reaper());
  }

  public ReapHandler(Reaper reaper) {
    this.reaper = reaper;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
      throws IOException {
    var found = found(Json.parse(in.readAllBytes()), time(context));
    LOG.info("found {}", found);
    out.write(Json.write(found).getBytes(StandardCharsets.UTF_8));
  }

  private Map<Finding, Integer> found(JsonNode event, Duration time) {
    return event.path("detail-type").asText().equals(ENDED)
        ? Map.of(reaper.executionEnded(event.at("/detail/name").asText()), 1)
        : reaper.sweep(time);
  }

  private static Duration time(@Nullable Context context) {
    return context == null
        ? UNLIMITED
        : Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
  }
}
