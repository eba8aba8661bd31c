package io.coreautomation.framework.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A verb, what to do it to, and how. {@link TaskReader} reads every spelling of the wire; {@link
 * #json()} is the one that we write.
 *
 * @param packageRef null: the newest package of the coordinates
 * @param correlationId the id of the run; null until the first door has minted it
 */
public record Task(
    @JsonProperty("task") TaskVerb verb,
    TaskType type,
    Deployment deployment,
    @JsonProperty("package") @Nullable PackageRef packageRef,
    TaskOptions options,
    @Nullable RunId correlationId) {

  public Coordinates coordinates() {
    return deployment.coordinates();
  }

  public Task withCorrelationId(RunId id) {
    return new Task(verb, type, deployment, packageRef, options, id);
  }

  public Task withPackage(PackageRef ref) {
    return new Task(verb, type, deployment, ref, options, correlationId);
  }

  public Task withOptions(TaskOptions other) {
    return new Task(verb, type, deployment, packageRef, other, correlationId);
  }

  /** The id of the run. */
  public RunId runId() {
    if (correlationId == null) {
      throw new IllegalStateException("no door has given this task an id yet");
    }
    return correlationId;
  }

  /** The canonical form on the wire: camelCase, flat coordinates. */
  public ObjectNode json() {
    var json = Json.object().put("task", verb.label()).put("type", type.label());
    var about = json.putObject("deployment");
    about.setAll((ObjectNode) Json.tree(deployment.coordinates()));
    if (deployment.environment() != null) {
      about.put("environment", deployment.environment());
    }
    if (deployment.dataCenter() != null) {
      about.put("dataCenter", deployment.dataCenter());
    }
    if (!deployment.tags().isEmpty()) {
      about.set("tags", Json.tree(new java.util.TreeMap<>(deployment.tags())));
    }
    if (packageRef != null) {
      json.set("package", Json.tree(packageRef));
    }
    json.set("options", Json.tree(options));
    if (correlationId != null) {
      json.put("correlationId", correlationId.text());
    }
    return json;
  }
}
