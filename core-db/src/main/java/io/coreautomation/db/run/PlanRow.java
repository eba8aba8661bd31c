package io.coreautomation.db.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.RowType;
import io.coreautomation.db.table.SortableTime;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plan that can be applied, or whose change sets are still there. The same plan made by two runs
 * is two rows: each has left change sets of its own.
 *
 * @param run that made it
 * @param list that it is the plan of
 * @param expiresAt from when on it cannot be applied; a plan that is dropped expires then
 * @param appliedBy the run that has carried it out
 */
public record PlanRow(
    Digest digest,
    RunId run,
    Prn prn,
    Coordinates coordinates,
    Digest list,
    Instant madeAt,
    Instant expiresAt,
    @Nullable RunId appliedBy) {
  /** For how long a plan can be applied. */
  public static final Duration LIFE = Duration.ofDays(7);

  /** The fewest digits by which a plan is looked for. */
  static final int DIGITS = 4;

  static final RowType<PlanRow> ROW =
      RowType.of(PlanRow.class, row -> key(row.digest(), row.run()))
          .first(row -> new Key(partition(row.prn()), SortableTime.text(row.madeAt()) + row.run()))
          .build();

  static Key key(Digest digest, RunId run) {
    return new Key(partition(digest.hex()), digest.hex() + "#" + run);
  }

  /** Plans whose digests begin so. */
  static Query beginningWith(String hex) {
    return Query.of(partition(hex)).beginningWith(hex);
  }

  /** Plans of one deployment. */
  static Query of(Prn prn) {
    return Query.of(Query.Index.FIRST, partition(prn));
  }

  private static String partition(String hex) {
    return "PLAN#" + hex.substring(0, DIGITS);
  }

  private static String partition(Prn prn) {
    return "PLANS#" + prn;
  }

  /** The plan of a run that has just made it. */
  static PlanRow of(RunRow run, Digest digest, Digest list, Instant madeAt) {
    return new PlanRow(
        digest, run.runId(), run.prn(), run.coordinates(), list, madeAt, madeAt.plus(LIFE), null);
  }

  @JsonIgnore
  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  PlanRow expiring(Instant at) {
    return new PlanRow(digest, run, prn, coordinates, list, madeAt, at, appliedBy);
  }

  PlanRow applied(RunId by) {
    return new PlanRow(digest, run, prn, coordinates, list, madeAt, expiresAt, by);
  }
}
