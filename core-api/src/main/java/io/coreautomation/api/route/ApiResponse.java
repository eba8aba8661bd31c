package io.coreautomation.api.route;

import io.coreautomation.framework.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer of HTTP.
 *
 * @param body not copied: callers leave it as it is
 */
public record ApiResponse(int status, Map<String, String> headers, byte[] body) {
  public ApiResponse {
    headers = java.util.Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  public static ApiResponse json(int status, Object value) {
    return of(status, "application/json", value);
  }

  static ApiResponse of(int status, String contentType, Object value) {
    return new ApiResponse(
        status,
        Map.of("Content-Type", contentType, "Cache-Control", "no-store"),
        Json.write(value).getBytes(StandardCharsets.UTF_8));
  }

  public ApiResponse withHeader(String name, String value) {
    var more = new TreeMap<>(headers);
    more.put(name, value);
    return new ApiResponse(status, more, body);
  }

  /** The same answer to HEAD. */
  ApiResponse withoutBody() {
    return new ApiResponse(status, headers, new byte[0]);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
