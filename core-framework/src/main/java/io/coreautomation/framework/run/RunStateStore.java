package io.coreautomation.framework.run;

import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.door.ObjectStore.PreconditionFailedException;
import io.coreautomation.framework.json.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps the states of runs. A write succeeds only over the version that its writer has read. */
public final class RunStateStore {
  private final ObjectStore store;
  private final Map<Digest, SettledActions> settled = new ConcurrentHashMap<>();

  public RunStateStore(ObjectStore store) {
    this.store = store;
  }

  /**
   * A state and the version of it.
   *
   * @param settled actions that do not stand in the head
   */
  public record Version(RunDocument head, Map<String, ActionState> settled, String etag) {
    public ActionState action(String id) {
      var state = head.actions().get(id);
      return state != null ? state : settled.getOrDefault(id, ActionState.PENDING);
    }
  }

  public Optional<Version> read(ObjectKeys keys, RunId run) {
    return store
        .get(keys.state(run))
        .map(
            object -> {
              var head = RunDocument.read(object.content());
              var apart = new HashMap<String, ActionState>();
              head.settled().forEach(name -> apart.putAll(settled(keys, run, name).actions()));
              return new Version(head, apart, object.etag());
            });
  }

  private SettledActions settled(ObjectKeys keys, RunId run, Digest name) {
    return settled.computeIfAbsent(
        name,
        n -> {
          var key = keys.settled(run, n);
          return store
              .get(key)
              .map(object -> SettledActions.read(object.content()))
              .orElseThrow(() -> new IllegalStateException("the object '" + key + "' is gone"));
        });
  }

  /** Writes actions that are at their end, before the head that names them. */
  public Digest settle(ObjectKeys keys, RunId run, SettledActions actions) {
    var content = actions.write();
    var name = SettledActions.name(content);
    store.put(keys.settled(run, name), content, Precondition.NONE);
    settled.put(name, actions);
    return name;
  }

  /** Forgets a run's settled actions: it is at its end. */
  public void forget(RunDocument head) {
    head.settled().forEach(settled::remove);
  }

  /**
   * Writes a state over the version read, or as the first one where that is null.
   *
   * <p>A refused write may be our own, whose answer was lost and which the client sent again: the
   * nonce, new with every write, tells.
   *
   * @return the new version's ETag
   * @throws StaleTurnException if somebody else wrote since
   */
  public String write(ObjectKeys keys, RunDocument document, @Nullable String over) {
    Precondition condition =
        over == null ? ObjectStore.Precondition.ABSENT : new Precondition.Matches(over);
    var key = keys.state(document.run());
    try {
      return store.put(key, document.write(), condition);
    } catch (PreconditionFailedException e) {
      var stored = store.get(key);
      if (stored.isPresent()
          && RunDocument.read(stored.get().content()).nonce().equals(document.nonce())) {
        return stored.get().etag();
      }
      throw new StaleTurnException(
          "the state of run " + document.run() + " was written by another turn");
    }
  }
}
