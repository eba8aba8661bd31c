package io.coreautomation.execute.simulation;

import io.coreautomation.db.command.ActionEnd;
import io.coreautomation.db.command.Verb;
import io.coreautomation.execute.operate.Operator;
import io.coreautomation.execute.operate.Wish;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Operators, who ask this and that of runs, and ask again until they are answered. */
final class People {
  private final Timeline timeline;
  private final Lambdas lambdas;
  private final Dice dice;
  private final Set<String> touched = new HashSet<>();
  private final Set<RunId> steered = new HashSet<>();
  private final List<Wish> retries = new ArrayList<>();
  private final Map<RunId, Set<String>> taken = new HashMap<>();
  private int toCome;

  People(Timeline timeline, Lambdas lambdas, Dice dice) {
    this.timeline = timeline;
    this.lambdas = lambdas;
    this.dice = dice;
  }

  /** Some of them will have wishes at some time. */
  void watch(SimRun run) {
    for (int i = dice.between(1, 3); i > 0; i--) {
      wish(run, dice.pick(List.of(Verb.values())), dice.seconds(1, 900));
    }
    if (dice.chance(0.2)) {
      later(
          dice.seconds(1, 900),
          "unlock " + run.id().shortId(),
          () -> ask(run.id(), operator -> operator.unlock(run.id(), false, null, "sim")));
    }
  }

  /** One of them will call a run off. */
  void cancel(SimRun run) {
    wish(Wish.of(run.id(), Verb.CANCEL, null, "sim"), dice.seconds(1, 60));
  }

  /** Whether nobody will ask anything any more. */
  boolean areDone() {
    return toCome == 0;
  }

  /** Whether nobody ever asked anything. */
  boolean wereSilent() {
    return steered.isEmpty() && toCome == 0;
  }

  /** Whether anybody ever asked anything of a run. */
  boolean haveSteered(SimRun run) {
    return steered.contains(run.id());
  }

  /** Whether somebody said how an action ended, or that it is left out. */
  boolean haveTouched(SimRun run, String action) {
    return touched.contains(run.id() + action);
  }

  /** Whether somebody wanted what had been called off to go on: a turn may know it first. */
  boolean wantedToGoOn(SimRun run) {
    return retries.stream()
        .anyMatch(wish -> wish.run().equals(run.id()) || wish.run().equals(run.root().id()));
  }

  /** How often somebody may have had an action tried again. */
  long retries(SimRun run, String action) {
    return retries.stream()
        .filter(wish -> wish.run().equals(run.id()))
        .filter(wish -> wish.action() == null || wish.action().equals(action))
        .count();
  }

  /** The ids of what they were told that the run is asked. */
  Set<String> taken(SimRun run) {
    return taken.getOrDefault(run.id(), Set.of());
  }

  private void wish(SimRun run, Verb verb, Duration delay) {
    var action =
        verb == Verb.SKIP || verb == Verb.SETTLE || (verb == Verb.RETRY && dice.chance(0.5))
            ? dice.pick(run.list().actions()).id()
            : null;
    var as = verb == Verb.SETTLE ? dice.pick(List.of(ActionEnd.values())) : null;
    var wish = new Wish(run.id(), verb, action, as, null, "sim");
    wish(wish, delay);
    if (dice.chance(0.2)) { // so does somebody else
      wish(wish, delay.plus(dice.seconds(0, 10)));
    }
  }

  private void wish(Wish wish, Duration delay) {
    later(
        delay,
        wish.verb() + " " + wish.action() + " of " + wish.run().shortId(),
        () -> {
          if (wish.action() != null && wish.verb() != Verb.RETRY) {
            touched.add(wish.run() + wish.action());
          }
          ask(wish.run(), operator -> request(operator, wish));
        });
  }

  private void request(Operator operator, Wish wish) {
    if (wish.verb() == Verb.RETRY) {
      retries.add(wish);
    }
    var command = operator.request(wish).command();
    if (command != null) {
      taken.computeIfAbsent(wish.run(), run -> new HashSet<>()).add(command.id());
    }
    if (wish.verb() == Verb.SUSPEND) {
      wish(Wish.of(wish.run(), Verb.RESUME, null, "sim"), dice.seconds(10, 1200));
    }
  }

  private void later(Duration delay, String what, Runnable body) {
    toCome++;
    timeline.after(
        delay,
        what,
        () -> {
          toCome--;
          body.run();
        });
  }

  /** Their process may die as well: then they ask the same again. */
  private void ask(RunId run, Consumer<Operator> request) {
    steered.add(run);
    var answered =
        lambdas.invoke(
            "operator",
            process -> {
              answer(process.operator(), request);
              return true;
            });
    if (answered.isEmpty()) {
      later(dice.seconds(5, 60), "asked again", () -> ask(run, request));
    }
  }

  private void answer(Operator operator, Consumer<Operator> request) {
    try {
      request.accept(operator);
    } catch (ProblemException e) {
      var code = e.first().code();
      if (code != ProblemCode.NOT_FOUND && code != ProblemCode.CONFLICT) {
        throw e;
      }
      timeline.tell(e.first().message());
    }
  }
}
