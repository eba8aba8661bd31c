package io.coreautomation.invoker.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.coreautomation.framework.lambda.LambdaEntry;
import io.coreautomation.invoker.InvokerRequest;
import io.coreautomation.invoker.InvokerService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Accepts a task, or carries one out: an {@link InvokerRequest} in, how the run stands out. */
public final class InvokerHandler implements RequestStreamHandler {
  private final InvokerService service;

  /** As Lambda makes it: with the settings of its environment. */
  public InvokerHandler() {
    this(LambdaAssembly.service(System.getenv()));
  }

  public InvokerHandler(InvokerService service) {
    this.service = service;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    LambdaEntry.serve(in, out, InvokerRequest.class, service::answer, InvokerRequest::isEvent);
  }
}
