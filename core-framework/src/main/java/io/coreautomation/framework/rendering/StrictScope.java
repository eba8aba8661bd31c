package io.coreautomation.framework.rendering;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that an expression sees, and no more: what is not here is refused before Pebble looks
 * among its own globals, whose text differs from run to run. Also carries the value of the
 * expression out.
 */
final class StrictScope extends AbstractMap<String, Object> {
  /** No identifier, so no expression can name it. */
  static final String RESULT = " result";

  private final Map<String, ?> names;
  private final Result result = new Result();

  StrictScope(Map<String, ?> names) {
    this.names = names;
  }

  /** Where the outermost filter puts what it gets. */
  static final class Result {
    @Nullable Object value;
  }

  Result result() {
    return result;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    var name = String.valueOf(key);
    if (name.equals(RESULT)) {
      return result;
    }
    if (names.containsKey(name)) {
      return RefusedNameException.available(name, names.get(name));
    }
    if (names.get("facts") instanceof Map<?, ?> facts && facts.containsKey(name)) {
      throw RefusedNameException.unknown(name, "It is a fact: write facts." + name + ".");
    }
    throw RefusedNameException.unknown(name, names.keySet());
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return true; // so that get() is asked, which refuses with the known names
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return Set.of(); // Pebble asks by name only
  }
}
