package io.coreautomation.framework.problem;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the problems of one piece of work, so that a person mends a file in one round. Not
 * thread-safe.
 */
public final class Problems {
  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing((Problem p) -> p.source() == null ? "" : p.source().file())
          .thenComparingInt(p -> p.source() == null ? 0 : p.source().line())
          .thenComparingInt(p -> p.source() == null ? 0 : p.source().column());

  private final Set<Problem> found = new LinkedHashSet<>();

  public void add(Problem problem) {
    found.add(problem);
  }

  public void addAll(List<Problem> problems) {
    problems.forEach(this::add);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** How many were found so far: two readings tell whether a step between them found any. */
  public int size() {
    return found.size();
  }

  /** All of them, by file, line and column. */
  public List<Problem> sorted() {
    return found.stream().sorted(BY_PLACE).toList();
  }

  /** Throws what was found, if anything was. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ProblemException(sorted());
    }
  }
}
