package io.coreautomation.framework.rendering;

import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.rendering.Pieces.Piece;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.loader.StringLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Renders {@code {{ … }}} in scalars, each once: what a value brings in is never rendered again.
 * Strict: a name that is not known is an error. Sandboxed: an expression sees plain maps, lists,
 * texts and numbers, calls no Java method, has no loops, and its text is limited. Thread-safe.
 *
 * <p>A scalar that is one expression and nothing else becomes what the expression yields: {@code
 * "{{ accounts }}"} becomes a map. Inside text, only scalars can stand.
 */
public final class Renderer {
  /** Longest text that an expression or a filter may make. */
  static final int MAX_TEXT = 65_536;

  private static final int MAX_EXPRESSION = 1_024;

  private final PebbleEngine pebble =
      new PebbleEngine.Builder()
          .loader(new StringLoader())
          .strictVariables(true)
          .autoEscaping(false)
          .cacheActive(false)
          .defaultLocale(Locale.ROOT)
          .methodAccessValidator((object, method) -> false)
          .maxRenderedSize(MAX_TEXT)
          .registerExtensionCustomizer(Sandbox::new)
          .extension(new Filters())
          .build();
  private final Map<String, List<Piece>> pieces = new ConcurrentHashMap<>();
  private final Map<String, PebbleTemplate> expressions = new ConcurrentHashMap<>();

  /** Whether a text holds anything to render; {@code {{resolve:…}}} is CloudFormation's. */
  public static boolean isRendered(String text) {
    return Pieces.any(text);
  }

  /** As {@link #render(Scalar, Map, UnaryOperator)}, with values put in as they are. */
  public Node render(Scalar scalar, Map<String, ?> names) {
    return render(scalar, names, UnaryOperator.identity());
  }

  /**
   * Renders one scalar.
   *
   * @param names of maps, lists, texts, numbers, truth values, and {@link Unavailable}
   * @param quote applied to each text that a value brings in, such as {@link ReferenceText#quoted}
   * @throws ProblemException if a name is not known or an expression cannot be evaluated
   */
  public Node render(Scalar scalar, Map<String, ?> names, UnaryOperator<String> quote) {
    if (!(scalar.value() instanceof String text) || !Pieces.any(text)) {
      return scalar;
    }
    try {
      var parts = pieces.computeIfAbsent(text, Pieces::of);
      if (parts.size() == 1 && parts.getFirst() instanceof Piece.Expression(String expression)) {
        return Values.node(value(expression, names), scalar.source(), quote);
      }
      var rendered = new StringBuilder();
      for (var part : parts) {
        rendered.append(
            switch (part) {
              case Piece.Plain(String plain) -> plain;
              case Piece.Expression(String expression) ->
                  quote.apply(Values.text(value(expression, names)));
            });
        limit(rendered.length());
      }
      return Scalar.text(rendered.toString(), scalar.source());
    } catch (RefusedNameException e) {
      throw refused(scalar, e.code(), e.what(), e.mend(), e);
    } catch (RefusedValueException e) {
      throw refused(
          scalar,
          ProblemCode.RENDERING_FAILED,
          scalar.describe() + " cannot be rendered: " + e.getMessage(),
          e.mend(),
          e);
    } catch (PebbleException e) {
      throw refused(
          scalar,
          ProblemCode.RENDERING_FAILED,
          scalar.describe() + " cannot be rendered: " + reason(e),
          "Mend the expression.",
          e);
    }
  }

  /**
   * Renders all scalars of a part of a document, and reports those that cannot be; these stay as
   * they are. Keys are not rendered.
   */
  public Node renderAll(
      Node node, Map<String, ?> names, UnaryOperator<String> quote, Problems problems) {
    return switch (node) {
      case Scalar scalar -> {
        try {
          yield render(scalar, names, quote);
        } catch (ProblemException e) {
          problems.addAll(e.problems());
          yield scalar;
        }
      }
      case Node.Sequence list -> {
        var items = new ArrayList<Node>();
        list.items().forEach(item -> items.add(renderAll(item, names, quote, problems)));
        yield new Node.Sequence(items, list.source());
      }
      case Node.Mapping map -> {
        var entries = new LinkedHashMap<String, Node.Entry>();
        for (var entry : map.entries().values()) {
          if (isRendered(entry.key())) {
            problems.add(
                Problem.at(
                    entry.keySource(),
                    ProblemCode.RENDERING_FAILED,
                    "the key '" + entry.key() + "' holds an expression, but keys are not rendered",
                    "Write the key out."));
          }
          entries.put(
              entry.key(),
              new Node.Entry(
                  entry.key(),
                  entry.keySource(),
                  renderAll(entry.value(), names, quote, problems)));
        }
        yield new Node.Mapping(entries, map.source());
      }
    };
  }

  static void limit(int length) {
    if (length > MAX_TEXT) {
      throw new RefusedValueException(
          "it grows longer than " + MAX_TEXT + " characters", "Put it into a file.");
    }
  }

  private @Nullable Object value(String expression, Map<String, ?> names) {
    if (expression.length() > MAX_EXPRESSION) {
      throw new RefusedValueException(
          "the expression is longer than " + MAX_EXPRESSION + " characters",
          "Use variables for its parts.");
    }
    var template = expressions.computeIfAbsent(expression, this::compiled);
    var scope = new StrictScope(names);
    try {
      template.evaluate(Writer.nullWriter(), scope);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // impossible: nothing is written
    } catch (PebbleException | RefusedValueException e) {
      throw e;
    } catch (RuntimeException e) {
      // Pebble's operators throw whatever Java throws on values of the wrong type.
      throw new RefusedValueException(
          "the expression '" + expression + "' does not fit its values", "Mend the expression.");
    }
    return scope.result().value;
  }

  private PebbleTemplate compiled(String expression) {
    if (expression.isEmpty()) {
      throw new RefusedValueException("the braces are empty", "Name a variable between them.");
    }
    try {
      return pebble.getLiteralTemplate("{{ (" + expression + ") | " + Filters.RESULT + " }}");
    } catch (PebbleException e) {
      throw e;
    } catch (RuntimeException e) {
      // Pebble's parser throws whatever Java throws on what it does not expect, such as 'a'().
      throw new RefusedValueException(
          "'" + expression + "' is no expression", "Mend the expression.");
    }
  }

  /** Pebble's words, without the place: its line numbers are of the expression, not of the file. */
  static String reason(PebbleException e) {
    var words = e.getPebbleMessage() == null ? "it is no expression" : e.getPebbleMessage();
    return words.replaceAll("[\\r\\n]+", " ").replaceAll("\\.+$", "");
  }

  private static ProblemException refused(
      Scalar scalar, ProblemCode code, String message, String mend, Exception cause) {
    return new ProblemException(Problem.at(scalar.source(), code, message, mend), cause);
  }
}
