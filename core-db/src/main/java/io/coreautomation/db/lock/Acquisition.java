package io.coreautomation.db.lock;

/** What became of a claim. */
public sealed interface Acquisition {
  /** All names are the claimant's. */
  record Held() implements Acquisition {}

  /**
   * Somebody else is in front.
   *
   * @param lock the first foreign one in the order of names: who holds it, or, where it is free,
   *     who stands in line for it and is served first
   */
  record HeldBy(Lock lock) implements Acquisition {}
}
