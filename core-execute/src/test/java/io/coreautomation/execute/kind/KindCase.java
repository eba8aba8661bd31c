package io.coreautomation.execute.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A kind in a situation, which every test of the contract suite meets it in.
 *
 * @param before makes the world that the kind meets
 * @param params as the compiler writes them
 */
public record KindCase(
    String name,
    ActionHandler<?> handler,
    Consumer<KindWorld> before,
    Function<KindWorld, ObjectNode> params) {

  /** A kind in a world in which nothing has happened yet. */
  public static KindCase of(String name, ActionHandler<?> handler, String params) {
    return new KindCase(name, handler, world -> {}, world -> json(params));
  }

  /** Params as they are written here. */
  public static ObjectNode json(String params) {
    return (ObjectNode) Json.parse(params);
  }

  @Override
  public String toString() {
    return handler.describe().name() + ", " + name;
  }
}
