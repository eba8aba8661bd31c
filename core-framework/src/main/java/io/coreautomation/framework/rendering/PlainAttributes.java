package io.coreautomation.framework.rendering;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks into maps and lists, and into nothing else: no method, getter or field of a Java object is
 * ever reached.
 */
final class PlainAttributes implements AttributeResolver {
  @Override
  public ResolvedAttribute resolve(
      @Nullable Object instance,
      @Nullable Object attribute,
      @Nullable Object @Nullable [] argumentValues,
      @Nullable ArgumentsNode arguments,
      EvaluationContextImpl context,
      String file,
      int line) {
    var name = String.valueOf(attribute);
    if (arguments != null) {
      throw RefusedNameException.methodCall(name);
    }
    return switch (instance) {
      case Map<?, ?> map -> {
        if (!map.containsKey(name)) {
          throw RefusedNameException.unknown(
              name, map.keySet().stream().map(String::valueOf).toList());
        }
        yield new ResolvedAttribute(RefusedNameException.available(name, map.get(name)));
      }
      case List<?> list -> {
        if (!name.matches("[0-9]{1,9}") || Integer.parseInt(name) >= list.size()) {
          throw RefusedNameException.unknown(
              name, "The list has " + list.size() + " elements, counted from 0.");
        }
        yield new ResolvedAttribute(list.get(Integer.parseInt(name)));
      }
      case null, default ->
          throw RefusedNameException.unknown(name, "Only maps and lists have parts.");
    };
  }
}
