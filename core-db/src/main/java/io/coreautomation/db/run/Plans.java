package io.coreautomation.db.run;

import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.Tables;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The plans that runs have made. {@link Runs#move} writes them, with the runs. */
public final class Plans {
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{" + PlanRow.DIGITS + ",64}");

  private final Tables tables;

  Plans(Tables tables) {
    this.tables = tables;
  }

  /**
   * The plan whose digest begins so, as its newest run made it.
   *
   * @param text {@code sha256-} and at least 4 digits; the prefix may be left out
   * @throws ProblemException if there are none or several, or the text is no digest
   */
  public PlanRow find(String text) {
    var digits = text.toLowerCase(Locale.ROOT).replaceFirst("^sha256-", "");
    if (!DIGITS.matcher(digits).matches()) {
      throw problem(
          ProblemCode.REQUEST_INVALID,
          "'" + text + "' names no plan",
          "Give 'sha256-' and at least " + PlanRow.DIGITS + " digits of its digest.");
    }
    var found = tables.query(PlanRow.ROW, PlanRow.beginningWith(digits)).rows();
    var digests = found.stream().map(PlanRow::digest).distinct().toList();
    if (digests.size() > 1) {
      throw problem(
          ProblemCode.REFERENCE_AMBIGUOUS,
          "'" + text + "' is the beginning of several plans' digests",
          "Give more of it: "
              + String.join(", ", digests.stream().map(Digest::toString).toList())
              + ".");
    }
    return newest(found)
        .orElseThrow(
            () ->
                problem(
                    ProblemCode.NOT_FOUND,
                    "there is no plan '" + text + "'",
                    "Plan again: it was dropped, has expired, or was never made."));
  }

  /** A plan as its newest run made it. */
  public Optional<PlanRow> newest(Digest digest) {
    return newest(tables.query(PlanRow.ROW, PlanRow.beginningWith(digest.hex())).rows());
  }

  private static Optional<PlanRow> newest(List<PlanRow> rows) {
    return rows.stream().max(Comparator.comparing(PlanRow::madeAt));
  }

  /** The plans of a deployment, oldest first; one made a moment ago may be missing. */
  public List<PlanRow> of(Prn prn) {
    return tables.query(PlanRow.ROW, PlanRow.of(prn).limit(Query.MOST)).rows().stream()
        // The index may lag: what counts is what stands in the table.
        .flatMap(row -> tables.get(PlanRow.ROW, PlanRow.key(row.digest(), row.run())).stream())
        .toList();
  }

  /** Lets a plan expire at once; the next plan of its deployment removes what it left. */
  public void drop(Digest digest, Instant now) {
    for (var row : tables.query(PlanRow.ROW, PlanRow.beginningWith(digest.hex())).rows()) {
      if (!row.isExpired(now)) {
        tables.put(PlanRow.ROW, row.expiring(now));
      }
    }
  }

  /** Forgets a plan whose change sets are gone. */
  public void remove(PlanRow row) {
    tables.delete(PlanRow.key(row.digest(), row.run()));
  }

  /** As a run that carries it out has left it. */
  Optional<PlanRow> applied(Digest digest, RunId by) {
    return newest(digest).map(row -> row.applied(by));
  }

  private static ProblemException problem(ProblemCode code, String message, String mend) {
    return new ProblemException(Problem.of(code, message, mend));
  }
}
