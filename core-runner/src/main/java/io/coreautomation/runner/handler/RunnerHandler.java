package io.coreautomation.runner.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.coreautomation.framework.lambda.LambdaEntry;
import io.coreautomation.runner.RunnerRequest;
import io.coreautomation.runner.RunnerService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Starts a run: {@code {"task","listDigest","runId"}} in, {@code {"runId","status","execution"}}
 * out.
 */
public final class RunnerHandler implements RequestStreamHandler {
  private final RunnerService service;

  /** As Lambda makes it: with the settings of its environment. */
  public RunnerHandler() {
    this(LambdaAssembly.service(System.getenv()));
  }

  public RunnerHandler(RunnerService service) {
    this.service = service;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    LambdaEntry.serve(in, out, RunnerRequest.class, service::start);
  }
}
