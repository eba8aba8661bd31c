package io.coreautomation.api.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.coreautomation.api.handler.ProxyEvent.ProxyAnswer;
import io.coreautomation.api.route.RouteTable;
import io.coreautomation.framework.lambda.LambdaEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Answers requests that API Gateway took: a proxy event in, a proxy answer out. */
public final class ApiHandler implements RequestStreamHandler {
  private final RouteTable routes;

  /** As Lambda makes it: with the settings of its environment. */
  public ApiHandler() {
    this(LambdaAssembly.routes(System.getenv()));
  }

  ApiHandler(RouteTable routes) {
    this.routes = routes;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    LambdaEntry.serve(
        in, out, ProxyEvent.class, event -> ProxyAnswer.of(routes.answer(event.request())));
  }
}
