package io.coreautomation.framework.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The JSON of those actions' states that a head holds. A head is written hundreds of times, and few
 * of its actions move in between: the text of the others is taken from the write before.
 */
final class WrittenStates {
  private Map<ActionState, String> before = Map.of();
  private Map<ActionState, String> now = new IdentityHashMap<>();

  synchronized byte[] write(RunDocument head) {
    before = now;
    now = new IdentityHashMap<>();
    return Gzipped.write(head, Map.of(WrittenStates.class, this));
  }

  private String text(ActionState state) {
    var known = before.get(state);
    var text = known == null ? Json.ordered(state) : known;
    now.put(state, text);
    return text;
  }

  /** Writes an action's state as the head's writer remembers it. */
  static final class Serializer extends JsonSerializer<ActionState> {
    @Override
    public void serialize(ActionState state, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (provider.getAttribute(WrittenStates.class) instanceof WrittenStates written) {
        json.writeRawValue(written.text(state));
      } else {
        provider.defaultSerializeValue(state, json);
      }
    }
  }
}
