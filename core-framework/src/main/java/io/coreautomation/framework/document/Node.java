package io.coreautomation.framework.document;

import io.coreautomation.framework.problem.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of a document that knows where it was written. Immutable. */
public sealed interface Node {
  /** Where it begins. */
  Source source();

  /** A word for messages: {@code text}, {@code a list}, {@code a map}, … */
  String describe();

  /**
   * A single value.
   *
   * @param value {@link String}, {@link Long}, {@link java.math.BigInteger}, {@link
   *     java.math.BigDecimal}, {@link Boolean}, or null
   * @param text as it was written, without quotes; a number keeps its spelling
   */
  record Scalar(@Nullable Object value, String text, Source source) implements Node {
    public static Scalar text(String text, Source source) {
      return new Scalar(text, text, source);
    }

    public boolean isNull() {
      return value == null;
    }

    @Override
    public String describe() {
      return switch (value) {
        case null -> "nothing";
        case String s -> "'" + (s.length() > 60 ? s.substring(0, 57) + "…" : s) + "'";
        default -> text;
      };
    }
  }

  /** A list. */
  record Sequence(List<Node> items, Source source) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String describe() {
      return "a list";
    }
  }

  /** A map, in the order written. */
  record Mapping(Map<String, Entry> entries, Source source) implements Node {
    public Mapping {
      entries = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(entries));
    }

    public Optional<Node> get(String key) {
      return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    @Override
    public String describe() {
      return "a map";
    }
  }

  /** One entry of a map. */
  record Entry(String key, Source keySource, Node value) {}
}
