package io.coreautomation.execute.kind.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.run.Change;
import java.util.Map;
import java.util.function.Function;

/**
 * A kind against moto.
 *
 * @param given makes what the kind acts on, with plain SDK calls, and says the params
 * @param change what it says that it has changed; unknown if moto lacks what would let it end
 * @param obstacle what it has met there, as it tells it; empty if it ends
 * @param effect asserts what it did, with plain SDK calls
 */
record WireCase(
    ActionHandler<?> handler,
    String name,
    Function<Wire, ObjectNode> given,
    Change change,
    String obstacle,
    Effect effect) {

  /** What a kind has left behind. */
  @FunctionalInterface
  interface Effect {
    /**
     * Looks for it.
     *
     * @param params as the kind had them
     * @param outputs none if the kind could not end
     */
    void look(Wire wire, ObjectNode params, Map<String, String> outputs);
  }

  /** A kind that moto can follow to its end. */
  WireCase(
      ActionHandler<?> handler,
      String name,
      Function<Wire, ObjectNode> given,
      Change change,
      Effect effect) {
    this(handler, name, given, change, "", effect);
  }

  /** A kind that moto can follow but to some point, and what is there by then. */
  static WireCase cutShort(
      ActionHandler<?> handler,
      String name,
      Function<Wire, ObjectNode> given,
      String obstacle,
      Effect effect) {
    return new WireCase(handler, name, given, Change.UNKNOWN, obstacle, effect);
  }

  String kind() {
    return handler.describe().name();
  }

  /** Whether the engine starts it again where a crash hides if it has been started. */
  boolean canBeRepeated() {
    return !(handler.describe().repeatability() instanceof Repeatability.Unrepeatable);
  }

  boolean isCutShort() {
    return !obstacle.isEmpty();
  }

  @Override
  public String toString() {
    return kind() + ", " + name;
  }
}
