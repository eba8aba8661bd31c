package io.coreautomation.framework.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Work that cannot go on, with everything that is known to be wrong. */
public final class ProblemException extends RuntimeException {
  private final transient List<Problem> problems;

  public ProblemException(Problem problem) {
    this(List.of(problem));
  }

  public ProblemException(Problem problem, Throwable cause) {
    this(List.of(problem));
    initCause(cause);
  }

  public ProblemException(List<Problem> problems) {
    super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("no problem given");
    }
    this.problems = List.copyOf(problems);
  }

  /** At least one. */
  public List<Problem> problems() {
    return problems;
  }

  public Problem first() {
    return problems.getFirst();
  }
}
