package io.coreautomation.db.run;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.coordinates.Scope;
import java.util.ArrayList;
import java.util.List;

/** Which run of a PRN, or below it, was deployed last: what a teardown takes back. */
record LastDeployed(Prn prn, RunId runId) {
  static final RowType<LastDeployed> ROW =
      RowType.of(LastDeployed.class, row -> key(row.prn())).build();

  static Key key(Prn prn) {
    return new Key("DEPLOYED#" + prn, "DEPLOYED");
  }

  /** Noted for the build and the branch above it, too: who tears a branch down names no build. */
  static List<LastDeployed> by(RunRow run) {
    var rows = new ArrayList<LastDeployed>();
    rows.add(new LastDeployed(run.prn(), run.runId()));
    for (var level : List.of(Scope.BUILD, Scope.BRANCH)) {
      if (run.prn().scope().compareTo(level) > 0) {
        rows.add(new LastDeployed(run.prn().at(level), run.runId()));
      }
    }
    return rows;
  }
}
