package io.coreautomation.execute.turn;

import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.task.TaskVerb;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The runs that carry out parts of a run: what they are told of it, and what they add to it. */
final class PartRuns {
  private final ChildRuns children;
  private final RunRow row;
  private final List<Action> parts;
  private final RunProgress progress;

  PartRuns(ChildRuns children, RunRow row, RunOrder order, RunProgress progress) {
    this.children = children;
    this.row = row;
    this.parts = order.parts();
    this.progress = progress;
  }

  /**
   * Tells those under way what the run was asked, where that is for them, too. Telling it twice is
   * telling it once.
   */
  void hear(Command command) {
    switch (command.verb()) {
      case SUSPEND -> tell(command, Verb.SUSPEND);
      case RESUME, RETRY -> tell(command, Verb.RESUME); // what is tried again is held no more
      case CANCEL, SKIP, SETTLE, ROLLBACK -> {} // they reach them by their actions, or not at all
    }
  }

  private void tell(Command command, Verb verb) {
    for (var part : parts) {
      if (progress.action(part.id()).status().isActive()) {
        children.of(row, part.id()).ifPresent(its -> children.tell(its.runId(), verb, command));
      }
    }
  }

  /**
   * The run is about to end. What is only looked at may be left before it has ended: then it must
   * not be held for ever, as nobody can resume it with its whole.
   */
  void leave() {
    if (row.task() != TaskVerb.PLAN) {
      return; // those that work have ended before their whole does
    }
    for (var part : parts) {
      children
          .of(row.runId(), part.id(), TaskVerb.PLAN)
          .leave("left-" + progress.turn(), "the run that it is a part of is over");
    }
  }

  /**
   * How many actions stand how, with those of the parts in their places.
   *
   * @param own how many actions the run itself has
   */
  Map<String, Long> counts(int own) {
    var counts = new TreeMap<>(progress.counts(own));
    for (var part : parts) {
      var status = progress.action(part.id()).status().name();
      counts.merge(status, -1L, Long::sum);
      children
          .of(row, part.id())
          .map(RunRow::counts)
          .orElseGet(() -> Map.of(status, part.params().path("actions").longValue()))
          .forEach((how, many) -> counts.merge(how, many, Long::sum));
    }
    counts.values().removeIf(many -> many == 0);
    return counts;
  }

  /** What came of asking the registry in place of AWS, for the run's own actions and its parts'. */
  Map<String, Long> trust(Collection<Action> own) {
    var counts = new TreeMap<String, Long>();
    for (var action : own) {
      var answer = progress.action(action.id()).trust();
      if (answer != null) {
        counts.merge(answer.name(), 1L, Long::sum);
      }
    }
    for (var part : parts) {
      children
          .of(row, part.id())
          .map(RunRow::trust)
          .orElse(Map.of())
          .forEach((answer, many) -> counts.merge(answer, many, Long::sum));
    }
    return counts;
  }
}
