package io.coreautomation.execute.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.CanonicalJson;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the previews of a run have found: small ones stand in its state, large ones beside it.
 * Thread-safe.
 */
public final class Previews {
  /** Bytes above which a preview is an object of its own. */
  private static final int APART_ABOVE = 512;

  private static final String APART = "apart";
  private static final String PREVIEW = "preview";

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final RunId run;

  public Previews(ObjectStore store, ObjectKeys keys, RunId run) {
    this.store = store;
    this.keys = keys;
    this.run = run;
  }

  /** Puts a large one beside the state, before the state says so. */
  public void keep(String action, Preview preview) {
    var content = content(preview);
    if (content.length > APART_ABOVE) {
      store.put(keys.preview(run, action), content, ObjectStore.Precondition.NONE);
    }
  }

  /** What the state says of one that was kept. */
  public ObjectNode handle(Preview preview) {
    return content(preview).length > APART_ABOVE
        ? Json.object().put(APART, true)
        : Json.object().set(PREVIEW, Json.tree(preview));
  }

  /** The one of an action, by what the state says of it. */
  public Preview of(String action, @Nullable ObjectNode handle) {
    var said = Objects.requireNonNull(handle, action);
    if (!said.path(APART).booleanValue()) {
      return Json.as(said.path(PREVIEW), Preview.class);
    }
    var key = keys.preview(run, action);
    return Json.parse(
        store
            .get(key)
            .orElseThrow(() -> new IllegalStateException("the object '" + key + "' is gone"))
            .content(),
        Preview.class);
  }

  private static byte[] content(Preview preview) {
    return CanonicalJson.bytes(Json.tree(preview));
  }
}
