package io.coreautomation.cli.run;

import io.coreautomation.cli.edge.Terminal;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.task.Task;
import java.util.function.Function;

/**
 * Whether a person agrees to something that cannot be undone: said beforehand, or asked for.
 *
 * @param given beforehand, by {@code --yes}
 */
public record Consent(Terminal terminal, boolean given) {
  /** What was done with a task, and the task with which it was. */
  record Agreed<T>(Task task, T result) {}

  /**
   * Asks, unless it was said beforehand.
   *
   * @param question to which yes is a consent
   * @return false if the answer was no, or there was nobody to ask
   */
  public boolean to(String question) {
    return given
        || terminal
            .ask(question + " Type yes to do so:")
            .map(String::trim)
            .filter("yes"::equalsIgnoreCase)
            .isPresent();
  }

  /**
   * Does something with a task. Where it is refused as a rollback could not take back all of it,
   * who is at the terminal is asked, and on a yes it is done all the same.
   *
   * @throws ProblemException also if it stays refused
   */
  <T> Agreed<T> with(Task task, Function<Task, T> step) {
    var wanted = given ? consenting(task) : task;
    try {
      return new Agreed<>(wanted, step.apply(wanted));
    } catch (ProblemException e) {
      var isAsked = e.first().code() == ProblemCode.IRREVERSIBLE && !given;
      if (isAsked && to(e.first().message() + ". Go on all the same?")) {
        return new Agreed<>(consenting(task), step.apply(consenting(task)));
      }
      throw e;
    }
  }

  private static Task consenting(Task task) {
    return task.withOptions(task.options().withPartialRollback());
  }
}
