package io.coreautomation.framework.run;

import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.door.ObjectStore.PreconditionFailedException;
import io.coreautomation.framework.json.Digest;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the states of runs. A write succeeds only over the version that its writer has read.
 *
 * <p>What was read or written last is remembered, so that a process which carries out one turn of a
 * run after the other parses only what another one wrote. Thread-safe.
 */
public final class RunStateStore {
  /** Runs of which something is remembered, at most: they may go on in other processes. */
  private static final int REMEMBERED = 64;

  private final ObjectStore store;
  private final Map<RunId, Memory> memories =
      Collections.synchronizedMap(
          new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<RunId, Memory> eldest) {
              return size() > REMEMBERED;
            }
          });

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
              var memory = memory(run);
              var head = memory.head(object);
              var apart = new HashMap<String, ActionState>();
              head.settled()
                  .forEach(name -> apart.putAll(settled(keys, run, name, memory).actions()));
              return new Version(head, apart, object.etag());
            });
  }

  private SettledActions settled(ObjectKeys keys, RunId run, Digest name, Memory memory) {
    return memory.settled.computeIfAbsent(
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
    memory(run).settled.put(name, actions);
    return name;
  }

  /** Forgets a run: it is at its end. */
  public void forget(RunId run) {
    memories.remove(run);
  }

  private Memory memory(RunId run) {
    return memories.computeIfAbsent(run, r -> new Memory());
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
    var memory = memory(document.run());
    try {
      var etag = store.put(key, memory.written.write(document), condition);
      memory.last = new Head(document, etag);
      return etag;
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

  private record Head(RunDocument document, String etag) {}

  /** What is known of one run. */
  private static final class Memory {
    final Map<Digest, SettledActions> settled = new ConcurrentHashMap<>();
    final WrittenStates written = new WrittenStates();
    volatile @Nullable Head last;

    RunDocument head(ObjectStore.StoredObject object) {
      var known = last;
      if (known == null || !known.etag().equals(object.etag())) {
        known = new Head(RunDocument.read(object.content()), object.etag());
        last = known;
      }
      return known.document();
    }
  }
}
