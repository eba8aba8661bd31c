package io.coreautomation.infra;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.lambda.LambdaEntry;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A program that is run with what a Lambda zip holds as its class path: makes the handler as Lambda
 * does, then serves one request that fails, so that a line is logged.
 */
public final class LambdaProcess {
  static final String CORRELATION_ID = "20260301-120000-lambda-zip";

  private LambdaProcess() {}

  public static void main(String[] arguments) throws Exception {
    Class.forName(arguments[0]).getConstructor().newInstance();
    var request = "{\"correlationId\":\"" + CORRELATION_ID + "\"}";
    LambdaEntry.serve(
        new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)),
        OutputStream.nullOutputStream(),
        JsonNode.class,
        _ -> {
          throw new IllegalStateException("on purpose");
        });
  }
}
