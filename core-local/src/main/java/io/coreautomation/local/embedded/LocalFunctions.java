package io.coreautomation.local.embedded;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.door.Mailbox;
import io.coreautomation.framework.json.CanonicalJson;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.lambda.LayerAnswer;
import io.coreautomation.local.interpreter.TaskHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The handlers that Lambda loads, called in this process with the same bytes. */
final class LocalFunctions implements Mailbox, TaskHandler {
  static final String EXECUTE = "execute";
  static final String PARK = "park";
  static final String INVOKER = "invoker";
  static final String WAKE = "wake";

  private final Map<Layer, RequestStreamHandler> layers = new EnumMap<>(Layer.class);
  private final Map<String, RequestStreamHandler> functions = new HashMap<>();

  /** Serves a layer. */
  void layer(Layer layer, RequestStreamHandler handler) {
    layers.put(layer, handler);
    if (layer == Layer.INVOKER) {
      functions.put(INVOKER, handler);
    }
  }

  /** Serves a function of the state machine. */
  void function(String name, RequestStreamHandler handler) {
    functions.put(name, handler);
  }

  @Override
  public JsonNode call(Layer layer, JsonNode request) {
    var handler = layers.get(layer);
    if (handler == null) {
      throw new IllegalStateException("nobody serves " + layer);
    }
    return LayerAnswer.valueOf(invoked(handler, request));
  }

  @Override
  public void send(Layer layer, JsonNode request) {
    call(layer, request);
  }

  @Override
  public JsonNode handle(String function, JsonNode payload, TaskContext context) {
    return invoke(function, payload);
  }

  /** Calls a function as its event source does. */
  JsonNode invoke(String function, JsonNode payload) {
    var handler = functions.get(function);
    if (handler == null) {
      throw new IllegalStateException("there is no function " + function);
    }
    return invoked(handler, payload);
  }

  private static JsonNode invoked(RequestStreamHandler handler, JsonNode request) {
    var out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(CanonicalJson.bytes(request)), out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Json.parse(out.toByteArray());
  }
}
