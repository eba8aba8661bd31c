package io.coreautomation.execute.turn;

import io.coreautomation.db.command.ActionEnd;
import io.coreautomation.db.command.AppliedCommand;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.command.Verb;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.Change;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Carries out what operators ask of a run: each once, in order. A command is carried out in the
 * state first and marked as applied once that is written; so a crash in between changes nothing.
 */
final class CommandDesk {
  /** What comes of a command that a run has not seen before its end. */
  static final String TOO_LATE = "refused: the run was over";

  private static final String SKIPPED = "skipped";

  private final Commands commands;
  private final RunId run;
  private final RunProgress progress;
  private final Map<String, Action> actions;
  private final Clock wall;
  private final Supplier<Instant> worldNow;
  private final PartRuns parts;
  private final Function<Command, String> takeBack;
  private final Map<String, Command> unmarked = new HashMap<>();

  /**
   * @param takeBack has the run take back what it did, and tells what came of it
   */
  CommandDesk(
      Commands commands,
      RunId run,
      RunProgress progress,
      Map<String, Action> actions,
      Clock wall,
      Supplier<Instant> worldNow,
      PartRuns parts,
      Function<Command, String> takeBack) {
    this.commands = commands;
    this.run = run;
    this.progress = progress;
    this.actions = actions;
    this.wall = wall;
    this.worldNow = worldNow;
    this.parts = parts;
    this.takeBack = takeBack;
  }

  /**
   * Carries out what was asked since it was called last.
   *
   * @return whether there was anything
   */
  boolean obey() {
    var any = false;
    for (var command : commands.pending(run)) {
      if (!progress.isDone(command.id())) {
        progress.done(command.id(), outcome(command));
        any = true;
      }
      unmarked.put(command.id(), command);
    }
    return any;
  }

  /** The state is written: what was carried out is passed on to parts, and marked so. */
  void written() {
    var outcomes = progress.commands();
    for (var command : List.copyOf(unmarked.values())) {
      parts.hear(command);
      commands.applied(command, Objects.requireNonNull(outcomes.get(command.id())), wall.instant());
    }
    progress.marked(outcomes.keySet());
    unmarked.clear();
  }

  /** The run is over: what is asked now is too late for it. */
  void tooLate() {
    for (var command : commands.pending(run)) {
      commands.applied(command, TOO_LATE, wall.instant());
    }
  }

  private String outcome(Command command) {
    return switch (command.verb()) {
      case CANCEL -> cancel(command);
      case SUSPEND -> {
        progress.suspend(true);
        yield "nothing new is started";
      }
      case RESUME -> {
        progress.suspend(false);
        yield "goes on";
      }
      case RETRY -> retry(command);
      case SKIP -> skip(command);
      case SETTLE -> settle(command);
      case ROLLBACK -> takeBack.apply(command);
    };
  }

  private String cancel(Command command) {
    if (!progress.isCancelled()) {
      var reason = command.reason() == null ? "" : ": " + command.reason();
      progress.cancel(
          Problem.of(
              ProblemCode.CANCELLED,
              "cancelled by " + command.principal() + reason,
              "Run again when it is wanted."));
    }
    progress.suspend(false); // what is called off comes to its end
    return "nothing new is started, and what can be called off is";
  }

  /**
   * What failed begins again; so does a run that was called off. What its own rule has left out is
   * decided anew where it depends on that: its condition may hold now.
   */
  private String retry(Command command) {
    if (progress.rollback() != null) {
      return "refused: what the run did was taken back; run it anew";
    }
    var again = 0;
    for (var id : command.action() == null ? actions.keySet() : List.of(command.action())) {
      var state = progress.action(id);
      if (state.status() == ActionStatus.FAILED || state.status() == ActionStatus.CANCELLED) {
        put(id, state.pending(worldNow.get()));
        again++;
      }
    }
    if (again > 0) {
      reconsiderSkipped();
    }
    if (again == 0 && command.action() != null) {
      return "refused: it is " + progress.action(command.action()).status();
    }
    progress.callOn();
    progress.suspend(false);
    return again + (again == 1 ? " action is" : " actions are") + " tried again";
  }

  private void reconsiderSkipped() {
    var byPeople = skippedByPeople();
    var skipped = new ArrayList<Action>();
    for (var action : actions.values()) {
      if (isSkipped(action.id()) && !byPeople.contains(action.id())) {
        skipped.add(action);
      }
    }
    while (skipped.removeIf(this::isReconsidered)) {
      // Those that depend on what was just removed come next.
    }
  }

  private boolean isReconsidered(Action action) {
    var due =
        action.dependsOn().stream().anyMatch(id -> !progress.action(id).status().isTerminal());
    if (due) {
      put(action.id(), progress.action(action.id()).pending(worldNow.get()));
    }
    return due;
  }

  private boolean isSkipped(String id) {
    return progress.action(id).status() == ActionStatus.SKIPPED;
  }

  /** What people wanted left out, and was; not what was refused to them. */
  private Set<String> skippedByPeople() {
    var outcomes = progress.commands();
    var carriedOut =
        Stream.concat(
            commands.pending(run).stream().filter(c -> SKIPPED.equals(outcomes.get(c.id()))),
            commands.history(run).stream()
                .filter(applied -> SKIPPED.equals(applied.outcome()))
                .map(AppliedCommand::command));
    return carriedOut
        .filter(command -> command.verb() == Verb.SKIP)
        .map(command -> Objects.requireNonNull(command.action()))
        .collect(Collectors.toSet());
  }

  private String skip(Command command) {
    var id = Objects.requireNonNull(command.action());
    var state = progress.action(id);
    if (!state.status().canBecome(ActionStatus.SKIPPED)) {
      return "refused: it is " + state.status();
    }
    put(id, state.skipped(worldNow.get()));
    return SKIPPED;
  }

  private String settle(Command command) {
    var id = Objects.requireNonNull(command.action());
    var state = progress.action(id);
    if (state.status() != ActionStatus.UNKNOWN) {
      return "refused: it is " + state.status();
    }
    put(
        id,
        command.as() == ActionEnd.COMPLETE
            ? state.complete(Map.of(), false, Change.NONE, worldNow.get())
            : state.failed(Objects.requireNonNull(state.failure()), worldNow.get()));
    return "settled as " + progress.action(id).status();
  }

  private void put(String id, ActionState next) {
    progress.put(id, next, wall.instant());
  }
}
