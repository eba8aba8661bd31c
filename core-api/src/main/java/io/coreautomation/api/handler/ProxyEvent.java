package io.coreautomation.api.handler;

import io.coreautomation.api.route.ApiRequest;
import io.coreautomation.api.route.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What API Gateway sends for a request of a REST API with Lambda proxy integration: the fields that
 * we read.
 */
record ProxyEvent(
    String httpMethod,
    String path,
    @Nullable Map<String, String> headers,
    @Nullable Map<String, String> queryStringParameters,
    @Nullable String body,
    boolean isBase64Encoded,
    @Nullable RequestContext requestContext) {
  private static final Pattern SESSION =
      Pattern.compile("arn:(aws[a-z-]*):sts::([0-9]{12}):assumed-role/([^/]+)/.+");

  /** What API Gateway knows of the caller. */
  record RequestContext(@Nullable Identity identity) {}

  /** The caller, as its signature proves. */
  record Identity(@Nullable String userArn) {}

  ApiRequest request() {
    return new ApiRequest(
        httpMethod,
        path,
        queryStringParameters == null ? Map.of() : queryStringParameters,
        headers == null ? Map.of() : headers,
        bytes(),
        principal());
  }

  private byte[] bytes() {
    if (body == null) {
      return new byte[0];
    }
    return isBase64Encoded
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  /** The role of a session, as grants name roles; else the ARN itself. */
  private String principal() {
    var identity = requestContext == null ? null : requestContext.identity();
    var arn = identity == null ? null : identity.userArn();
    if (arn == null) {
      return "anonymous";
    }
    var session = SESSION.matcher(arn);
    return session.matches()
        ? "arn:%s:iam::%s:role/%s".formatted(session.group(1), session.group(2), session.group(3))
        : arn;
  }

  /** The form in which API Gateway wants the answer. */
  record ProxyAnswer(
      int statusCode, Map<String, String> headers, String body, boolean isBase64Encoded) {
    static ProxyAnswer of(ApiResponse response) {
      return new ProxyAnswer(response.status(), response.headers(), response.text(), false);
    }
  }
}
