package io.coreautomation.db.command;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.db.table.SortableTime;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;

/** How commands are rows: all of a run in one partition, told apart by their sort keys. */
final class CommandRows {
  static final String PENDING = "PENDING#";

  /** Of all runs' pending commands, in an index. */
  static final String ALL = "COMMANDS";

  static final String APPLIED = "APPLIED#";

  private CommandRows() {}

  /** One that waits for the run to apply it. */
  record Pending(Command command) {
    static final RowType<Pending> ROW =
        RowType.of(Pending.class, row -> key(row.command(), PENDING))
            .second(
                row ->
                    new Key(ALL, SortableTime.text(row.command().at()) + "#" + row.command().id()))
            .build();
  }

  /** One that the run has applied. */
  record Applied(Command command, String outcome, Instant when) {
    static final RowType<Applied> ROW =
        RowType.of(Applied.class, row -> key(row.command(), APPLIED)).build();

    AppliedCommand answer() {
      return new AppliedCommand(command, outcome, when);
    }
  }

  /** An id that is taken, whatever became of its command: a repeated call has a time of its own. */
  record Taken(RunId runId, String id) {
    static final RowType<Taken> ROW =
        RowType.of(Taken.class, row -> new Key(partition(row.runId()), "ID#" + row.id())).build();
  }

  static String partition(RunId runId) {
    return "RUN#" + runId + "#COMMANDS";
  }

  static Key key(Command command, String place) {
    return new Key(
        partition(command.runId()), place + SortableTime.text(command.at()) + "#" + command.id());
  }
}
