package io.coreautomation.framework.rendering;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is left of Pebble's own extensions: operators and tests, the filters that cannot make a
 * small text large, no tags (so no loops, includes, imports or macros), no ranges, and {@link
 * PlainAttributes} in place of reflection.
 */
final class Sandbox extends ExtensionCustomizer {
  private static final Set<String> FILTERS =
      Set.of("abs", "capitalize", "default", "first", "last", "length", "lower", "trim", "upper");
  private static final Set<String> FUNCTIONS = Set.of("max", "min");

  Sandbox(Extension extension) {
    super(extension);
  }

  @Override
  public Map<String, Filter> getFilters() {
    return only(super.getFilters(), FILTERS);
  }

  @Override
  public Map<String, Function> getFunctions() {
    return only(super.getFunctions(), FUNCTIONS);
  }

  @Override
  public List<TokenParser> getTokenParsers() {
    return List.of();
  }

  @Override
  public List<BinaryOperator> getBinaryOperators() {
    var all = super.getBinaryOperators();
    return all == null
        ? List.of()
        : all.stream().filter(operator -> !operator.getSymbol().equals("..")).toList();
  }

  @Override
  public List<AttributeResolver> getAttributeResolver() {
    var own = super.getAttributeResolver();
    return own == null || own.isEmpty() ? List.of() : List.of(new PlainAttributes());
  }

  private static <T> Map<String, T> only(@Nullable Map<String, T> all, Set<String> names) {
    if (all == null) {
      return Map.of();
    }
    var kept = new HashMap<>(all);
    kept.keySet().retainAll(names);
    return kept;
  }
}
