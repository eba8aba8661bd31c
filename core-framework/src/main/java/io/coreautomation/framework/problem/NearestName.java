package io.coreautomation.framework.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that an unknown one was probably meant to be. */
public final class NearestName {
  private NearestName() {}

  /** The nearest known name, if one is near: at most a third of its letters differ. */
  public static Optional<String> among(Collection<String> known, String unknown) {
    record Candidate(String name, int distance) {}
    return known.stream()
        .map(name -> new Candidate(name, distance(folded(name), folded(unknown))))
        .filter(c -> c.distance() <= Math.max(2, c.name().length() / 3))
        .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .map(Candidate::name);
  }

  /**
   * {@code Did you mean 'x'?}, or the known names if none is near, or nothing if there are none.
   */
  public static String suggestion(Collection<String> known, String unknown) {
    return among(known, unknown)
        .map(name -> "Did you mean '" + name + "'?")
        .orElseGet(
            () ->
                known.isEmpty()
                    ? ""
                    : "Known are: "
                        + String.join(", ", known.stream().sorted().limit(20).toList())
                        + (known.size() > 20 ? ", …" : "")
                        + ".");
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_\\-]", "");
  }

  /**
   * Edits (insert, delete, replace, swap of neighbours) between two names: optimal string
   * alignment.
   */
  private static int distance(String a, String b) {
    var rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      rows[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      rows[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replace = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, rows[i - 2][j - 2] + 1);
        }
        rows[i][j] = best;
      }
    }
    return rows[a.length()][b.length()];
  }
}
