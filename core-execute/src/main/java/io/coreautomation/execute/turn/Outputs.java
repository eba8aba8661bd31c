package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.CanonicalJson;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Outputs of a run's actions: small ones stand in the state, large ones beside it. Thread-safe. */
final class Outputs {
  /** Bytes above which an action's outputs are an object of their own. */
  private static final int APART_ABOVE = 256;

  /** What is kept of a sensitive output. CloudFormation shows a NoEcho parameter so. */
  static final String HIDDEN = "****";

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final RunId run;
  private final Map<String, Map<String, String>> known = new ConcurrentHashMap<>();

  Outputs(ObjectStore store, ObjectKeys keys, RunId run) {
    this.store = store;
    this.keys = keys;
    this.run = run;
  }

  /** Puts outputs beside the state if they are large, before the state says so. */
  boolean storedApart(String action, Map<String, String> outputs) {
    known.put(action, outputs);
    var content = CanonicalJson.text(Json.tree(outputs)).getBytes(StandardCharsets.UTF_8);
    if (content.length <= APART_ABOVE) {
      return false;
    }
    store.put(keys.outputs(run, action), content, ObjectStore.Precondition.NONE);
    return true;
  }

  Map<String, String> of(String action, ActionState state) {
    if (!Boolean.TRUE.equals(state.outputsApart())) {
      return state.outputs();
    }
    return known.computeIfAbsent(action, this::read);
  }

  private Map<String, String> read(String action) {
    var key = keys.outputs(run, action);
    var content =
        stored(key)
            .orElseThrow(() -> new IllegalStateException("the object '" + key + "' is gone"))
            .content();
    var outputs = new TreeMap<String, String>();
    Json.parse(content)
        .properties()
        .forEach(e -> outputs.put(e.getKey(), e.getValue().textValue()));
    return outputs;
  }

  /** A store that does not answer is no action's failure: the turn ends, the next reads again. */
  private Optional<ObjectStore.StoredObject> stored(String key) {
    try {
      return store.get(key);
    } catch (ProblemException e) {
      throw new IllegalStateException("the object '" + key + "' cannot be read", e);
    }
  }

  /** Whether a part is a sensitive output, which is known where it is made and nowhere else. */
  boolean isHidden(Part.OutputOf part, RunProgress progress) {
    var state = progress.action(part.actionId());
    return state.status() == ActionStatus.COMPLETE
        && HIDDEN.equals(of(part.actionId(), state).get(part.output()));
  }

  /** Whether something in a tree is sensitive. */
  boolean hides(JsonNode tree, RunProgress progress) {
    return Expressions.parts(tree).stream()
        .anyMatch(part -> part instanceof Part.OutputOf output && isHidden(output, progress));
  }

  /** Params as they can be stored: what is sensitive in them stays hidden. */
  JsonNode stored(JsonNode params, RunProgress progress) {
    return Expressions.resolved(params, part -> storedValue(part, progress));
  }

  String storedValue(Part part, RunProgress progress) {
    return part instanceof Part.OutputOf output && isHidden(output, progress)
        ? HIDDEN
        : value(part, progress);
  }

  /** Params with everything in them that only the run knows. */
  JsonNode resolved(JsonNode params, RunProgress progress) {
    return Expressions.resolved(params, part -> value(part, progress));
  }

  /**
   * Sets variables of the run.
   *
   * @param own the id of the action that sets them, whose outputs are not in the state yet
   */
  void assign(
      @Nullable ObjectNode values, RunProgress progress, String own, Map<String, String> outputs) {
    if (values == null) {
      return;
    }
    var resolved =
        Expressions.resolved(
            values,
            part ->
                part instanceof Part.OutputOf(String id, String output) && id.equals(own)
                    ? named(id, output, outputs)
                    : value(part, progress));
    resolved
        .properties()
        .forEach(
            v ->
                progress
                    .variables()
                    .put(
                        v.getKey(),
                        v.getValue().isValueNode()
                            ? v.getValue().asText()
                            : Json.write(v.getValue())));
  }

  String value(Part part, RunProgress progress) {
    return switch (part) {
      case Part.Literal(String text) -> text;
      case Part.Variable(String name) -> {
        var value = progress.variables().get(name);
        if (value == null) {
          throw new ProblemException(
              Problem.of(
                  ProblemCode.VARIABLE_UNKNOWN,
                  "no action has set the variable '" + name + "'",
                  NearestName.suggestion(progress.variables().keySet(), name)));
        }
        yield value;
      }
      case Part.StatusOf(String id) -> progress.action(id).status().name();
      case Part.OutputOf(String id, String output) -> output(id, output, progress);
    };
  }

  private String output(String id, String output, RunProgress progress) {
    var state = progress.action(id);
    if (state.status() != ActionStatus.COMPLETE) {
      throw missing(
          "'" + id + "' has no outputs: it is " + state.status(),
          "Let what needs them depend on its success.");
    }
    return named(id, output, of(id, state));
  }

  private static String named(String id, String output, Map<String, String> outputs) {
    var value = outputs.get(output);
    if (value == null) {
      throw missing(
          "'" + id + "' has no output '" + output + "'",
          NearestName.suggestion(outputs.keySet(), output));
    }
    if (value.equals(HIDDEN)) {
      throw missing(
          "'" + id + "' does not tell its output '" + output + "' here, as it is sensitive",
          "Refer to it in the params of actions with a target: they alone are not stored.");
    }
    return value;
  }

  private static ProblemException missing(String message, String mend) {
    return new ProblemException(Problem.of(ProblemCode.OUTPUT_MISSING, message, mend));
  }
}
