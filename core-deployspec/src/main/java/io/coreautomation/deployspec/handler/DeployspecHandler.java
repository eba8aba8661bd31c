package io.coreautomation.deployspec.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.lambda.LambdaEntry;
import io.coreautomation.framework.task.TaskReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Compiles the package of a task. */
public final class DeployspecHandler implements RequestStreamHandler {
  private final DeployspecService service;

  public DeployspecHandler(DeployspecService service) {
    this.service = service;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
      throws IOException {
    LambdaEntry.serve(in, out, CompileRequest.class, this::compiled);
  }

  private CompileAnswer compiled(CompileRequest request) {
    var document = Json.write(request.task()).getBytes(StandardCharsets.UTF_8);
    return service.compile(new TaskReader().read("task.json", document).task());
  }
}
