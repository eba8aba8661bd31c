package io.coreautomation.execute.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.coreautomation.execute.wake.StatusWakes;
import io.coreautomation.execute.wake.StatusWakes.Message;
import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Takes batches of events from the queue of the operations bus. It answers which of them failed, so
 * that only those are delivered again.
 */
public final class WakeHandler implements RequestStreamHandler {
  private final StatusWakes wakes;

  /** As Lambda makes it. */
  public WakeHandler() {
    this(LambdaAssembly.of(System.getenv()).wakes());
  }

  public WakeHandler(StatusWakes wakes) {
    this.wakes = wakes;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
      throws IOException {
    var batch = new ArrayList<Message>();
    Json.parse(in.readAllBytes())
        .path("Records")
        .forEach(
            r -> batch.add(new Message(r.path("messageId").asText(), r.path("body").asText())));
    var answer = Json.object();
    var failures = answer.putArray("batchItemFailures");
    wakes.deliver(batch).forEach(id -> failures.addObject().put("itemIdentifier", id));
    out.write(Json.write(answer).getBytes(StandardCharsets.UTF_8));
  }
}
