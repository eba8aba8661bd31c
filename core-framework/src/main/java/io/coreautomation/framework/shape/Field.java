package io.coreautomation.framework.shape;

import java.util.List;
import java.util.Locale;

/** One field of a record. */
public record Field(
    String name, Shape shape, boolean required, String doc, List<String> aliases, Role.Kind role) {

  /**
   * Whether a key names this field: its name or an alias, in camelCase, PascalCase, snake_case or
   * kebab-case.
   */
  public boolean isNamed(String key) {
    var folded = fold(key);
    return fold(name).equals(folded) || aliases.stream().anyMatch(a -> fold(a).equals(folded));
  }

  /** Whether two keys are spellings of one name. */
  public static boolean isSame(String one, String other) {
    return fold(one).equals(fold(other));
  }

  /** A key without what the spellings differ in. */
  public static String fold(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }
}
