package io.coreautomation.api.route;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request of HTTP, whichever server took it.
 *
 * @param path decoded, without the query
 * @param query of a parameter given twice, the last value
 * @param headers by lower-case names
 * @param body not copied: callers leave it as it is
 * @param principal who asks, as the server knows from the caller's credentials; never from the
 *     request itself
 */
public record ApiRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    String principal) {
  public ApiRequest {
    method = method.toUpperCase(Locale.ROOT);
    query = Map.copyOf(query);
    var lowered = new TreeMap<String, String>();
    headers.forEach((name, value) -> lowered.put(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(lowered);
  }

  /** A header by its lower-case name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** A parameter of the query. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }
}
