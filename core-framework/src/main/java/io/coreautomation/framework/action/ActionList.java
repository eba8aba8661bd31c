package io.coreautomation.framework.action;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.json.CanonicalJson;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.task.TaskVerb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a compiler makes of a package for one task: acyclic, ids unique, every dependency present.
 * Named by the digest of its canonical JSON.
 *
 * @param maxParallel actions under way at a time; null: no limit but the platform's
 * @param maxPerTarget the same in one account and region
 * @param onLocked null means {@link OnLocked#WAIT}
 * @param trustRegistry whether what the registry says was last made from the same inputs is called
 *     unchanged without asking AWS; null means false
 */
public record ActionList(
    int formatVersion,
    TaskVerb task,
    Coordinates coordinates,
    OnFailure onFailure,
    @Nullable Integer maxParallel,
    @Nullable Integer maxPerTarget,
    @Nullable OnLocked onLocked,
    @Nullable Boolean trustRegistry,
    List<Action> actions) {
  public static final int FORMAT_VERSION = 1;

  public ActionList {
    if (formatVersion > FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "the action list has format " + formatVersion + ", newer than this release reads");
    }
    actions = List.copyOf(actions);
    var byId = new LinkedHashMap<String, Action>();
    for (var action : actions) {
      if (byId.put(action.id(), action) != null) {
        throw new IllegalArgumentException("two actions have the id '" + action.id() + "'");
      }
    }
    for (var action : actions) {
      for (var dependency : action.dependsOn()) {
        if (!byId.containsKey(dependency)) {
          throw new IllegalArgumentException(
              "'" + action.id() + "' depends on '" + dependency + "', which is not in the list");
        }
      }
    }
    Cycles.first(byId)
        .ifPresent(
            path -> {
              throw new IllegalArgumentException("a cycle: " + String.join(" → ", path));
            });
  }

  /** A list that says nothing of how it is carried out but what becomes of it after a failure. */
  public static ActionList of(
      TaskVerb task, Coordinates coordinates, OnFailure onFailure, List<Action> actions) {
    return new ActionList(
        FORMAT_VERSION, task, coordinates, onFailure, null, null, null, null, actions);
  }

  /** The same with more actions, which come after its own. */
  public ActionList with(List<Action> more) {
    var all = new ArrayList<>(actions);
    all.addAll(more);
    return new ActionList(
        formatVersion,
        task,
        coordinates,
        onFailure,
        maxParallel,
        maxPerTarget,
        onLocked,
        trustRegistry,
        all);
  }

  /** The same list, in which AWS is asked about everything. */
  public ActionList asking() {
    return new ActionList(
        formatVersion,
        task,
        coordinates,
        onFailure,
        maxParallel,
        maxPerTarget,
        onLocked,
        null,
        actions);
  }

  /** By id, in the list's order. */
  @JsonIgnore
  public Map<String, Action> byId() {
    var byId = new LinkedHashMap<String, Action>();
    actions.forEach(action -> byId.put(action.id(), action));
    return byId;
  }

  /** Its canonical JSON. */
  public byte[] canonical() {
    return CanonicalJson.bytes(Json.tree(this));
  }

  public static ActionList parse(byte[] json) {
    return Json.parse(json, ActionList.class);
  }

  @JsonIgnore
  public Digest digest() {
    return Digest.of(canonical());
  }
}
