package io.coreautomation.execute.simulation;

import io.coreautomation.db.command.ActionEnd;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.command.Verb;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Operators, who ask this and that of runs, and ask again until it is taken. */
final class People {
  private final SimClock clock;
  private final Timeline timeline;
  private final Lambdas lambdas;
  private final Commands commands;
  private final Dice dice;
  private final Set<String> touched = new HashSet<>();
  private final Set<RunId> toGoOn = new HashSet<>();
  private int asked;
  private int toCome;

  People(SimClock clock, Timeline timeline, Lambdas lambdas, Commands commands, Dice dice) {
    this.clock = clock;
    this.timeline = timeline;
    this.lambdas = lambdas;
    this.commands = commands;
    this.dice = dice;
  }

  /** Some of them will have wishes at some time. */
  void watch(SimRun run) {
    for (int i = dice.between(1, 3); i > 0; i--) {
      wish(run, dice.pick(List.of(Verb.values())), dice.seconds(1, 900));
    }
  }

  /** Whether nobody will ask anything any more. */
  boolean areDone() {
    return toCome == 0;
  }

  /** Whether nobody ever asked anything. */
  boolean wereSilent() {
    return asked == 0 && toCome == 0;
  }

  /** Whether somebody said how an action ended, or that it is left out. */
  boolean haveTouched(SimRun run, String action) {
    return touched.contains(run.id() + action);
  }

  /** Whether somebody wanted what had been called off to go on: a turn may know it first. */
  boolean wantedToGoOn(SimRun run) {
    return toGoOn.contains(run.id());
  }

  private void wish(SimRun run, Verb verb, Duration delay) {
    var action =
        verb == Verb.SKIP || verb == Verb.SETTLE || (verb == Verb.RETRY && dice.chance(0.5))
            ? dice.pick(run.list().actions()).id()
            : null;
    var as = verb == Verb.SETTLE ? dice.pick(List.of(ActionEnd.values())) : null;
    toCome++;
    timeline.after(
        delay,
        verb + " " + action + " of " + run.id().shortId(),
        () -> {
          toCome--;
          if (action != null && verb != Verb.RETRY) {
            touched.add(run.id() + action);
          }
          if (verb == Verb.RETRY) {
            toGoOn.add(run.id());
          }
          var id = "command-" + ++asked;
          request(run, new Command(run.id(), id, verb, action, as, null, "sim", clock.now()));
          if (verb == Verb.SUSPEND) {
            wish(run, Verb.RESUME, dice.seconds(10, 1200));
          }
        });
  }

  /** Their process may die as well: then they ask the same again. */
  private void request(SimRun run, Command command) {
    var taken =
        lambdas.invoke(
            "operator",
            process -> {
              commands.request(command);
              process.delivery().deliver(run.id());
              return true;
            });
    if (taken.isEmpty()) {
      toCome++;
      timeline.after(
          dice.seconds(5, 60),
          command.verb() + " again",
          () -> {
            toCome--;
            request(run, command);
          });
    }
  }
}
