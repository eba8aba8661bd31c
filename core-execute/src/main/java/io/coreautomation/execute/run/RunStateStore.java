package io.coreautomation.execute.run;

import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.door.ObjectStore.PreconditionFailedException;
import io.coreautomation.framework.run.RunDocument;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the states of runs. A write succeeds only over the version that its writer has read. */
public final class RunStateStore {
  private final ObjectStore store;

  public RunStateStore(ObjectStore store) {
    this.store = store;
  }

  /** A state and the version of it. */
  public record Version(RunDocument document, String etag) {}

  public Optional<Version> read(String key) {
    return store.get(key).map(o -> new Version(RunDocument.read(o.content()), o.etag()));
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
  public String write(String key, RunDocument document, @Nullable String over) {
    Precondition condition =
        over == null ? ObjectStore.Precondition.ABSENT : new Precondition.Matches(over);
    try {
      return store.put(key, document.write(), condition);
    } catch (PreconditionFailedException e) {
      var stored = read(key);
      if (stored.isPresent() && stored.get().document().nonce().equals(document.nonce())) {
        return stored.get().etag();
      }
      throw new StaleTurnException(
          "the state of run " + document.run() + " was written by another turn");
    }
  }
}
