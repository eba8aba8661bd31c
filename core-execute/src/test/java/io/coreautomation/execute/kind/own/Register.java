package io.coreautomation.execute.kind.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.lambda.FunctionDoubles;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A function that registers services, as one that serves a kind is to be written. */
final class Register implements UnaryOperator<JsonNode> {
  private final Documents<Entry> entries;

  /** What is known of a service. */
  record Entry(String token, String tier, String change) {}

  private Register(TwinWorld world) {
    this.entries = new Documents<>(world, "acme/entry", Entry.class);
  }

  static void in(TwinWorld world) {
    var register = world.part(Register.class, Register::new);
    FunctionDoubles.of(world).put("core-kind-register", register);
    FunctionDoubles.of(world).put("deregister", register::forget);
  }

  /** Others have registered a service. */
  static void know(TwinWorld world, String service, String tier) {
    world.part(Register.class, Register::new).entries.put(service, new Entry("", tier, "create"));
  }

  @Override
  public JsonNode apply(JsonNode event) {
    var service = event.at("/params/service").textValue();
    var tier = event.at("/params/tier").asText("silver");
    var token = event.path("token").textValue();
    var known = entries.get(service);
    return switch (event.path("operation").textValue()) {
      case "preview" -> Json.object().put("status", "done").put("change", change(known, tier));
      case "start" -> {
        if (known.filter(entry -> entry.token().equals(token)).isEmpty()) {
          if (event.path("calledOff").booleanValue()) {
            yield Json.object().put("status", "notBegun");
          }
          entries.put(service, new Entry(token, tier, change(known, tier)));
        }
        yield event.at("/params/slowly").booleanValue()
            ? Json.object().put("status", "running").put("after", "1m")
            : done(service);
      }
      case "check", "cancel" -> done(service);
      default -> throw new IllegalArgumentException("there is no such operation");
    };
  }

  private JsonNode forget(JsonNode event) {
    entries.delete(event.at("/params/service").textValue());
    return Json.object().put("status", "done");
  }

  private ObjectNode done(String service) {
    var answer =
        Json.object()
            .put("status", "done")
            .put("change", entries.get(service).orElseThrow().change());
    answer.putObject("outputs").put("EntryId", "entry-" + service);
    return answer;
  }

  private static String change(Optional<Entry> known, String tier) {
    if (known.isEmpty()) {
      return "create";
    }
    return known.get().tier().equals(tier) ? "noChange" : "update";
  }
}
