package io.coreautomation.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.lambda.LayerAnswer;
import io.coreautomation.framework.provenance.KnownErrors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A run as JSON, for the API and the command line: its row, and its actions as the list names them
 * and the state object tells of them. Additive only.
 */
public final class RunJson {
  private static final List<String> OF_THE_STATE =
      List.of("attempt", "change", "startedAt", "endedAt");

  private final ObjectStore objects;

  public RunJson(ObjectStore objects) {
    this.objects = objects;
  }

  /** {@code {"run":{…},"actions":[…]}}. */
  public ObjectNode withActions(RunRow row) {
    var json = Json.object();
    json.set("run", run(row));
    var actions = json.putArray("actions");
    var digest = row.listDigest();
    if (digest == null) {
      return json;
    }
    var keys = ObjectKeys.of(row.coordinates());
    var states = states(keys, row.runId());
    objects
        .get(keys.list(digest))
        .map(list -> ActionList.parse(list.content()))
        .ifPresent(
            list -> list.actions().forEach(a -> actions.add(action(row, a, states.path(a.id())))));
    return json;
  }

  /** What the registry knows of it. */
  public static ObjectNode run(RunRow row) {
    var json = Json.object().put("id", row.runId().text()).put("task", row.task().label());
    json.set("coordinates", Json.tree(row.coordinates()));
    json.put("prn", row.prn().text())
        .put("world", row.world())
        .put("status", row.status().toString())
        .put("principal", row.principal())
        .put("requestedAt", row.requestedAt().toString());
    var start = row.startedAt();
    var end = row.endedAt();
    if (start != null) {
      json.put("startedAt", start.toString());
    }
    if (end != null) {
      json.put("endedAt", end.toString());
    }
    if (start != null && end != null) {
      json.put("durationMs", Duration.between(start, end).toMillis());
    }
    json.set("counts", Json.tree(row.counts()));
    if (!row.problems().isEmpty()) {
      var problems = json.putArray("problems");
      row.problems().forEach(problem -> problems.add(withKnown(LayerAnswer.json(problem))));
    }
    return json;
  }

  private ObjectNode action(RunRow row, Action action, JsonNode state) {
    var json =
        Json.object().put("id", action.id()).put("name", action.name()).put("kind", action.kind());
    if (action.target() != null) {
      json.set("target", Json.tree(action.target()));
    }
    // What the state does not tell of was not started.
    json.put("status", state.path("status").asText("PENDING"));
    OF_THE_STATE.stream().filter(state::has).forEach(field -> json.set(field, state.get(field)));
    json.set("outputs", action.savesOutputs() ? outputs(row, action, state) : Json.object());
    if (state.get("failure") instanceof ObjectNode failure) {
      json.set("failure", withKnown(failure));
    }
    return json;
  }

  /** A failure, with what is known of it if it is met often. */
  private static ObjectNode withKnown(ObjectNode failure) {
    KnownErrors.shipped()
        .find(failure.path("message").asText())
        .ifPresent(known -> failure.set("known", Json.tree(known)));
    return failure;
  }

  private JsonNode outputs(RunRow row, Action action, JsonNode state) {
    if (!state.path("outputsApart").asBoolean()) {
      return state.has("outputs") ? state.get("outputs") : Json.object();
    }
    return objects
        .get(ObjectKeys.of(row.coordinates()).outputs(row.runId(), action.id()))
        .map(stored -> Json.parse(stored.content()))
        .orElse(Json.object());
  }

  /**
   * By action. Actions at their end may lie in objects of their own; what stands in the head goes
   * before them. Read as trees: what a newer release added to a state hides nothing of the rest.
   */
  private ObjectNode states(ObjectKeys keys, RunId run) {
    var states = Json.object();
    tree(keys.state(run))
        .ifPresent(
            head -> {
              for (var name : head.path("settled")) {
                tree(keys.settled(run, Digest.parse(name.textValue())))
                    .ifPresent(settled -> states.setAll(actions(settled)));
              }
              states.setAll(actions(head));
            });
    return states;
  }

  private static ObjectNode actions(JsonNode part) {
    return part.path("actions") instanceof ObjectNode actions ? actions : Json.object();
  }

  private Optional<JsonNode> tree(String key) {
    return objects
        .get(key)
        .map(
            stored -> {
              try (var gzip = new GZIPInputStream(new ByteArrayInputStream(stored.content()))) {
                return Json.parse(gzip.readAllBytes());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }
}
