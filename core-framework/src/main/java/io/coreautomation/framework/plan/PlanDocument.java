package io.coreautomation.framework.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.json.CanonicalJson;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.Change;
import java.util.List;
import java.util.Optional;

/**
 * What carrying a list out would do, named by the digest of its canonical JSON. It tells of the
 * list and the world and of nothing else: whoever plans the same list in the same world, and in
 * whatever order, gets the same digest. Which run made it, and until when it can be applied, stands
 * in the registry.
 *
 * @param list that it is the plan of; an apply carries out just that one
 */
public record PlanDocument(
    int formatVersion, Coordinates coordinates, Digest list, List<PlannedAction> actions) {
  public static final int FORMAT_VERSION = 1;

  public PlanDocument {
    if (formatVersion > FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "the plan has format " + formatVersion + ", newer than this release reads");
    }
    actions = actions.stream().sorted().toList();
    for (int i = 1; i < actions.size(); i++) {
      if (actions.get(i).id().equals(actions.get(i - 1).id())) {
        throw new IllegalArgumentException("two actions have the id '" + actions.get(i).id() + "'");
      }
    }
  }

  public static PlanDocument of(Coordinates coordinates, Digest list, List<PlannedAction> actions) {
    return new PlanDocument(FORMAT_VERSION, coordinates, list, actions);
  }

  /** Reads what {@link #canonical()} wrote. */
  public static PlanDocument parse(byte[] json) {
    return Json.parse(json, PlanDocument.class);
  }

  /** Its canonical JSON. */
  public byte[] canonical() {
    return CanonicalJson.bytes(Json.tree(this));
  }

  @JsonIgnore
  public Digest digest() {
    return Digest.of(canonical());
  }

  public Optional<PlannedAction> action(String id) {
    return actions.stream().filter(action -> action.id().equals(id)).findFirst();
  }

  public long count(Change change) {
    return actions.stream().filter(action -> action.preview().change() == change).count();
  }

  /** Whether carrying it out would change anything, or might. */
  @JsonIgnore
  public boolean hasChanges() {
    return actions.stream()
        .map(action -> action.preview().change())
        .anyMatch(change -> change != Change.NO_CHANGE && change != Change.NONE);
  }
}
