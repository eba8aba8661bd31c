package io.coreautomation.framework.coordinates;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of a deployment at any depth: {@code
 * prn:<portfolio>:<app>:<branch>:<build>:<component>}, cut at the deepest level filled. The branch
 * is its short name.
 */
public record Prn(String text) implements Comparable<Prn> {
  private static final Pattern FORM = Pattern.compile("prn(:[a-z0-9][a-z0-9._-]{0,63}){1,5}");

  public Prn {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no PRN: use prn:portfolio:app:branch:build:component, cut where you like");
    }
  }

  @JsonCreator
  public static Prn parse(String text) {
    return new Prn(text);
  }

  static Prn of(Coordinates at) {
    var text = "prn:" + at.path().replace('/', ':');
    return new Prn(at.component() == null ? text : text + ":" + at.component());
  }

  /** How deep it goes. */
  public Scope scope() {
    return Scope.values()[(int) text.chars().filter(c -> c == ':').count()];
  }

  /** Itself, or the PRN of that level above it. */
  public Prn at(Scope level) {
    if (level == Scope.CLIENT || level.ordinal() > scope().ordinal()) {
      throw new IllegalArgumentException(text + " has no " + level.label());
    }
    var parts = text.split(":");
    return new Prn(String.join(":", java.util.Arrays.copyOf(parts, level.ordinal() + 1)));
  }

  /** Whether {@code other} is this or below this. */
  public boolean contains(Prn other) {
    return other.text.equals(text) || other.text.startsWith(text + ":");
  }

  @Override
  public int compareTo(Prn other) {
    return text.compareTo(other.text);
  }

  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
