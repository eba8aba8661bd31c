package io.coreautomation.framework.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.door.Mailbox;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.lambda.LayerAnswer;
import io.coreautomation.framework.problem.ProblemException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Layers that are functions of this process. Requests and answers pass as bytes, as they do between
 * Lambdas; what is handed over waits until the test delivers it, as often as it likes.
 */
public final class InMemoryMailbox implements Mailbox {
  private final Map<Layer, UnaryOperator<JsonNode>> layers = new EnumMap<>(Layer.class);
  private final List<Letter> called = new ArrayList<>();
  private final Deque<Letter> handedOver = new ArrayDeque<>();

  public record Letter(Layer layer, JsonNode request) {}

  /** Sets who answers for a layer. */
  public InMemoryMailbox on(Layer layer, UnaryOperator<JsonNode> function) {
    layers.put(layer, function);
    return this;
  }

  /** Every call of a layer so far. */
  public List<JsonNode> called(Layer layer) {
    return called.stream().filter(letter -> letter.layer() == layer).map(Letter::request).toList();
  }

  /** What was handed over and not delivered yet. */
  public List<Letter> handedOver() {
    return List.copyOf(handedOver);
  }

  /** Delivers what was handed over, until nothing is left; what fails is gone. */
  public void deliverAll() {
    while (!handedOver.isEmpty()) {
      var letter = handedOver.removeFirst();
      answer(letter);
    }
  }

  @Override
  public JsonNode call(Layer layer, JsonNode request) {
    var letter = new Letter(layer, copied(request));
    called.add(letter);
    return LayerAnswer.valueOf(answer(letter));
  }

  @Override
  public void send(Layer layer, JsonNode request) {
    handedOver.add(new Letter(layer, copied(request)));
  }

  private JsonNode answer(Letter letter) {
    var function = layers.get(letter.layer());
    if (function == null) {
      throw new IllegalStateException("nobody answers for the " + letter.layer());
    }
    try {
      return copied(function.apply(letter.request()));
    } catch (ProblemException e) {
      return copied(LayerAnswer.refusal(e.problems()));
    }
  }

  private static JsonNode copied(JsonNode tree) {
    return Json.parse(Json.write(tree));
  }
}
