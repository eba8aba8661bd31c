package io.coreautomation.execute.simulation;

import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindCases;
import io.coreautomation.execute.kind.KindTrial;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.execute.kind.system.RollBackTask;
import io.coreautomation.execute.kind.system.RunTask;
import io.coreautomation.framework.run.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case of the contract suite, and how its world looks at the ends that it can come to, as one
 * sees where nothing goes wrong.
 */
final class CaseEnds {
  /** Longer than anything takes that goes on by itself. */
  static final Duration LONG = Duration.ofHours(12);

  /** Those of every kind that works in AWS; the others are what parts are made by. */
  static final List<CaseEnds> ALL = all(Duration.ZERO);

  /** The same, once nothing changes by itself any more: what is planned is then what it was. */
  static final List<CaseEnds> AT_REST = all(Duration.ofHours(1));

  private final KindCase given;
  private final Duration rest;
  private @Nullable Found found;

  /**
   * What one has seen.
   *
   * @param preparation how long it takes until the kind's work can begin
   * @param undone is empty for what cannot be taken back
   * @param planning the calls of a plan, and of one that is thrown away
   */
  private record Found(
      Duration preparation,
      List<Object> untouched,
      List<Object> done,
      List<Object> applied,
      Optional<List<Object>> undone,
      Set<String> planning) {}

  private CaseEnds(KindCase given, Duration rest) {
    this.given = given;
    this.rest = rest;
  }

  private static List<CaseEnds> all(Duration rest) {
    return KindCases.all()
        .filter(c -> !(c.handler() instanceof RunTask || c.handler() instanceof RollBackTask))
        .map(given -> new CaseEnds(given, rest))
        .toList();
  }

  ActionHandler<?> handler() {
    return given.handler();
  }

  /** Whether nobody can know after a crash what has become of it. */
  boolean isUnrepeatable() {
    return handler().describe().repeatability() instanceof Repeatability.Unrepeatable;
  }

  /** Whether nobody need wait for its end. */
  boolean mayBeLeftAlone() {
    return !handler().describe().attended();
  }

  /** The case in a world of its own, in which its kind's work can begin at some time. */
  KindTrial readyAt(Instant time) {
    return from(time.minus(found().preparation()));
  }

  private KindTrial from(Instant start) {
    var trial = KindTrial.from(start, given);
    trial.world().pass(rest);
    return trial;
  }

  /** Before anything was done, once what others had begun has ended. */
  List<Object> untouched() {
    return found().untouched();
  }

  /** After the kind's work. */
  List<Object> done() {
    return found().done();
  }

  /** After the kind's work as it was planned. */
  List<Object> applied() {
    return found().applied();
  }

  /** After what takes the kind's work back. */
  List<Object> undone() {
    return found().undone().orElseThrow();
  }

  /** Whether a plan makes a call of that name. */
  boolean isOfPlans(String operation) {
    return found().planning().contains(operation);
  }

  private synchronized Found found() {
    var known = found;
    if (known == null) {
      known = find();
      found = known;
    }
    return known;
  }

  private Found find() {
    var trial = from(KindWorld.START);
    var preparation = Duration.between(KindWorld.START, trial.world().now());
    var alone = from(KindWorld.START);
    alone.world().pass(LONG);
    var change = finished(trial).change();
    var done = trial.seen();
    var undone = undone(trial, change);
    var planned = from(KindWorld.START);
    planned.plan();
    finished(planned);
    return new Found(preparation, alone.seen(), done, planned.seen(), undone, planning());
  }

  private static Progress.Done finished(KindTrial trial) {
    return (Progress.Done) trial.drive();
  }

  private static Optional<List<Object>> undone(KindTrial trial, Change change) {
    if (trial.compensation(change, null) instanceof Compensation.Nothing) {
      return Optional.of(trial.seen());
    }
    return trial
        .undo(change, Kinds.shipped()::handler)
        .map(
            by -> {
              trial.world().drive(Kinds.shipped().handler(by.kind()), by.params());
              return trial.seen();
            });
  }

  private Set<String> planning() {
    var calls = new HashSet<String>();
    var discarded = from(KindWorld.START);
    discarded.preview();
    calls.addAll(discarded.calls().names());
    discarded.plan();
    discarded.discard(false);
    calls.addAll(discarded.calls().names());
    return calls;
  }

  @Override
  public String toString() {
    return given.toString();
  }
}
