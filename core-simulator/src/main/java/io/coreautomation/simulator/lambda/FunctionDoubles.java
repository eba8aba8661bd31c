package io.coreautomation.simulator.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What functions of the twin do in the place of their code, which it does not run. What a double
 * does is its effect: its invocations are not kept as one, as those of other functions are.
 */
public final class FunctionDoubles {
  /** What a handler answers that returns nothing. */
  static final Answer NOTHING = new Answer("null", null);

  private final Map<String, UnaryOperator<JsonNode>> byName = new ConcurrentHashMap<>();

  /**
   * What came of a call.
   *
   * @param error as Lambda names it; null if there was none
   */
  record Answer(String payload, @Nullable String error) {}

  private FunctionDoubles() {}

  public static FunctionDoubles of(TwinWorld world) {
    return world.part(FunctionDoubles.class, _ -> new FunctionDoubles());
  }

  /**
   * From now on functions of that name, in whichever account, do this. What it throws is an error
   * of the function.
   */
  public void put(String name, UnaryOperator<JsonNode> code) {
    byName.put(name, code);
  }

  Optional<Answer> call(String name, String payload) {
    return Optional.ofNullable(byName.get(name)).map(code -> answer(code, payload));
  }

  private static Answer answer(UnaryOperator<JsonNode> code, String payload) {
    try {
      var event = Json.parse(payload.isEmpty() ? "null" : payload);
      return new Answer(Json.write(code.apply(event)), null);
    } catch (RuntimeException e) {
      var error =
          Json.object()
              .put("errorMessage", String.valueOf(e.getMessage()))
              .put("errorType", e.getClass().getName());
      return new Answer(Json.write(error), "Unhandled");
    }
  }
}
