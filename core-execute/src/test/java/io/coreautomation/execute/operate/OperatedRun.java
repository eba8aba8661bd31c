package io.coreautomation.execute.operate;

import io.coreautomation.db.command.Commands;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.event.Events;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.RunView.ActionView;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.framework.testing.InMemoryObjectStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run that stands as a test says, and what is asked of it. */
final class OperatedRun {
  static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-00007c41d09e");
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final Clock WALL = Clock.fixed(NOW, ZoneOffset.UTC);

  final InMemoryTables tables = new InMemoryTables();
  final InMemoryObjectStore store = new InMemoryObjectStore();
  final Runs runs = new Runs(tables);
  final Commands commands = new Commands(tables);
  final List<RunId> delivered = new ArrayList<>();
  private final List<ActionView> actions = new ArrayList<>();

  OperatedRun(String status) {
    this(status, null);
  }

  /** One with an action, named for how it stands. */
  OperatedRun(String status, @Nullable ActionStatus action) {
    var wanted = RunStatus.parse(status);
    var row =
        RunRow.requested(
            RUN,
            TaskVerb.DEPLOY,
            new Coordinates("acme", "web", "shop", "main", "42", null),
            "twin",
            "local:ada",
            Digest.of("{}"),
            NOW);
    runs.create(row, Event.ofRun(RUN, row.prn(), Event.RUN_REQUESTED, "", NOW));
    if (wanted.phase() == Phase.COMPILE) {
      if (wanted.state() != State.REQUESTED) {
        moved(row, wanted);
      }
    } else {
      row = moved(row, RunStatus.of(Phase.COMPILE, State.COMPLETE));
      row = moved(row, RunStatus.of(Phase.DEPLOY, State.REQUESTED));
      if (wanted.state() != State.REQUESTED) {
        row = moved(row, RunStatus.of(Phase.DEPLOY, State.IN_PROGRESS));
      }
      if (!row.status().equals(wanted)) {
        moved(row, wanted);
      }
    }
    if (action != null) {
      actions.add(view(action));
    }
  }

  private RunRow moved(RunRow row, RunStatus status) {
    return runs.move(
        row, status, changes -> {}, Event.ofRun(RUN, row.prn(), "RUN_" + status.state(), "", NOW));
  }

  private static ActionView view(ActionStatus status) {
    return new ActionView(
        "dns/111122223333/eu-west-1",
        "dns",
        "AWS::CreateStack",
        null,
        status,
        1,
        null,
        Map.of(),
        null,
        List.of(),
        new Source("deployspec.yaml", 2, 3),
        null,
        null);
  }

  RunRow row() {
    return runs.get(RUN).orElseThrow();
  }

  List<String> events(String type) {
    return new Events(tables)
        .ofRun(RUN, null, 100).stream()
            .filter(event -> event.type().equals(type))
            .map(Event::message)
            .toList();
  }

  Operator operator() {
    return new Operator(tables, this::view, delivered::add, WALL);
  }

  private RunView view(RunId run) {
    var row = row();
    return new RunView(
        new RunView.Run(
            run, row.task(), row.coordinates(), row.world(), row.status().toString(), null, null),
        actions);
  }
}
