package io.coreautomation.execute.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.coreautomation.execute.park.ParkRequest;
import io.coreautomation.execute.park.Parking;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.logging.LogFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Keeps the task token of a run that goes to sleep. */
public final class ParkHandler implements RequestStreamHandler {
  private final Parking parking;

  /** As Lambda makes it. */
  public ParkHandler() {
    this(LambdaAssembly.of(System.getenv()).parking());
  }

  public ParkHandler(Parking parking) {
    this.parking = parking;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
      throws IOException {
    var request = Json.parse(in.readAllBytes(), ParkRequest.class);
    try (var _ = LogFields.open().correlationId(request.runId().text())) {
      parking.park(request);
      out.write("{}".getBytes(StandardCharsets.UTF_8));
    }
  }
}
