package io.coreautomation.deployspec.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.coreautomation.framework.lambda.LambdaEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Compiles a package: {@code {"task"}} in, {@code {"listDigest","actions","notes"}} out. */
public final class DeployspecHandler implements RequestStreamHandler {
  private final DeployspecService service;

  /** As Lambda makes it: with the settings of its environment. */
  public DeployspecHandler() {
    this(LambdaAssembly.service(System.getenv()));
  }

  public DeployspecHandler(DeployspecService service) {
    this.service = service;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    LambdaEntry.serve(in, out, DeployspecRequest.class, service::answer);
  }
}
