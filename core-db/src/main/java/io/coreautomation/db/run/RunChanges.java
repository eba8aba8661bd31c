package io.coreautomation.db.run;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may change about a run besides its status; what is not set stays as it is. */
public final class RunChanges {
  Map<String, Long> counts;
  @Nullable Digest listDigest;
  @Nullable String packageKey;
  @Nullable Digest packageDigest;
  @Nullable Digest planDigest;
  @Nullable Instant startedAt;
  @Nullable Instant endedAt;
  @Nullable Boolean partialRollback;
  Map<String, Long> trust;
  long generation;
  List<Problem> problems;

  RunChanges(RunRow row) {
    this.counts = row.counts();
    this.listDigest = row.listDigest();
    this.packageKey = row.packageKey();
    this.packageDigest = row.packageDigest();
    this.planDigest = row.planDigest();
    this.startedAt = row.startedAt();
    this.endedAt = row.endedAt();
    this.partialRollback = row.partialRollback();
    this.trust = row.trust();
    this.generation = row.generation();
    this.problems = row.problems();
  }

  /** Actions by status. */
  public RunChanges counts(Map<String, Long> byStatus) {
    this.counts = byStatus;
    return this;
  }

  public RunChanges list(Digest digest) {
    this.listDigest = digest;
    return this;
  }

  /** The package, by its key in the object store and its content. */
  public RunChanges packaged(String key, Digest digest) {
    this.packageKey = key;
    this.packageDigest = digest;
    return this;
  }

  /** The plan that it has made, or carries out. */
  public RunChanges plan(@Nullable Digest digest) {
    this.planDigest = digest;
    return this;
  }

  /** Whether a rollback takes back what it can where not all can be. */
  public RunChanges partialRollback(boolean yes) {
    this.partialRollback = yes ? true : null;
    return this;
  }

  /** What came of asking the registry in place of AWS, by answer. */
  public RunChanges trust(Map<String, Long> byAnswer) {
    this.trust = byAnswer;
    return this;
  }

  public RunChanges startedAt(Instant time) {
    this.startedAt = time;
    return this;
  }

  public RunChanges endedAt(Instant time) {
    this.endedAt = time;
    return this;
  }

  public RunChanges generation(long number) {
    this.generation = number;
    return this;
  }

  /** Back at work under another execution: how it ended before is forgotten. */
  void reopened(long newGeneration) {
    this.generation = newGeneration;
    this.endedAt = null;
    this.problems = List.of();
  }

  public RunChanges problems(List<Problem> found) {
    this.problems = found;
    return this;
  }
}
