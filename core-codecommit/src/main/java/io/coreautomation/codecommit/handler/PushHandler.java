package io.coreautomation.codecommit.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.coreautomation.codecommit.PushEvent;
import io.coreautomation.codecommit.PushService;
import io.coreautomation.framework.lambda.LambdaEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Receives changes of branches from EventBridge; the answer is for the log only. */
public final class PushHandler implements RequestStreamHandler {
  private final PushService service;

  /** As Lambda makes it: with the settings of its environment. */
  public PushHandler() {
    this(LambdaAssembly.service(System.getenv()));
  }

  PushHandler(PushService service) {
    this.service = service;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    LambdaEntry.serve(in, out, PushEvent.class, service::received, _ -> true);
  }
}
