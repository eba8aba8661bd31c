package io.coreautomation.framework.rendering;

import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.loader.StringLoader;
import io.pebbletemplates.pebble.node.Node;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.node.TextNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A condition: an expression over named texts that yields true or false, and nothing else.
 *
 * <p>Pebble parses and evaluates it, under a grammar that is cut down to comparisons of values and
 * what joins them. What can be known of a condition before its values are is checked when it is
 * read; so an error that is left for evaluation has to do with a value. Immutable and thread-safe.
 */
public final class ConditionExpression {
  private static final int MAX_LENGTH = 2_048;
  private static final int MAX_DEPTH = 64;

  private static final PebbleEngine PEBBLE =
      new PebbleEngine.Builder()
          .loader(new StringLoader())
          .strictVariables(true)
          .autoEscaping(false)
          .cacheActive(false)
          .defaultLocale(Locale.ROOT)
          .methodAccessValidator((object, method) -> false)
          .maxRenderedSize(Renderer.MAX_TEXT)
          .registerExtensionCustomizer(ConditionGrammar::new)
          .extension(new Filters())
          .build();

  private final PebbleTemplate template;
  private final Set<String> names;

  private ConditionExpression(PebbleTemplate template, Set<String> names) {
    this.template = template;
    this.names = Collections.unmodifiableSet(names);
  }

  /**
   * Reads a condition.
   *
   * @throws ProblemException {@code CONDITION_INVALID}, without a place, if it is none
   */
  public static ConditionExpression parse(String text) {
    try {
      limit(text);
      var template = PEBBLE.getLiteralTemplate("{{ (" + text + ") | " + Filters.RESULT + " }}");
      return new ConditionExpression(template, ConditionCheck.names(only(template)));
    } catch (RefusedValueException e) {
      throw refused(String.valueOf(e.getMessage()), e.mend(), e);
    } catch (PebbleException e) {
      throw refused(Renderer.reason(e), "Mend the expression.", e);
    } catch (NumberFormatException e) {
      throw refused("a number is too long", "Use numbers of at most 18 digits.", e);
    } catch (RuntimeException e) {
      // Pebble's parser throws whatever Java throws on what it does not expect, such as 'a'().
      throw refused("it is no expression", "Mend the expression.", e);
    }
  }

  /** Text that stands for itself between the quotes of a condition, or is refused. */
  public static String quoted(String text) {
    if (text.matches("(?s).*[\"'\\\\].*")) {
      throw new RefusedValueException(
          "a quote or a backslash in a value would end the text it stands in",
          "Compare what the run knows, or choose another value.");
    }
    return ReferenceText.quoted(text);
  }

  /** The names that it needs values of. */
  public Set<String> names() {
    return names;
  }

  /**
   * Whether it holds.
   *
   * @param values texts by name; {@link Unavailable} where there is none, which is an error only if
   *     it is needed and has no default
   * @throws ProblemException {@code CONDITION_INVALID}, without a place, if that cannot be said
   */
  public boolean holds(Map<String, ?> values) {
    var scope = new StrictScope(values);
    try {
      template.evaluate(Writer.nullWriter(), scope);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // impossible: nothing is written
    } catch (RefusedNameException e) {
      throw refused(e.what(), e.mend(), e);
    } catch (RefusedValueException e) {
      throw refused(String.valueOf(e.getMessage()), e.mend(), e);
    } catch (PebbleException e) {
      throw refused(Renderer.reason(e), "Mend the expression.", e);
    }
    if (scope.result().value instanceof Boolean holds) {
      return holds;
    }
    throw new IllegalStateException("checked to yield true or false: " + template.getName());
  }

  /** The condition within its braces, if it has not closed them itself. */
  private static Expression<?> only(PebbleTemplate template) {
    if (template instanceof PebbleTemplateImpl parsed
        && parsed.getRootNode() instanceof RootNode root) {
      var nodes = root.getBody().getChildren().stream().filter(node -> !isEmpty(node)).toList();
      if (nodes.size() == 1
          && nodes.getFirst() instanceof PrintNode print
          && print.getExpression() instanceof FilterExpression capture) {
        return capture.getLeftExpression();
      }
    }
    throw new RefusedValueException("it closes more than it opens", "Mend the expression.");
  }

  private static boolean isEmpty(Node node) {
    return node instanceof TextNode text && text.getData().length == 0;
  }

  /** Pebble reads what is nested by calling itself. */
  private static void limit(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += text.charAt(i) == '(' || text.charAt(i) == '[' ? 1 : 0;
    }
    if (text.isBlank() || text.length() > MAX_LENGTH || depth > MAX_DEPTH) {
      throw new RefusedValueException(
          text.isBlank() ? "it is empty" : "it is too long",
          text.isBlank()
              ? "Write an expression, such as ${actions.a.status} == 'COMPLETE'."
              : "Split it, with SYSTEM::SetVariables for its parts.");
    }
  }

  private static ProblemException refused(String why, String mend, Exception cause) {
    return new ProblemException(
        Problem.of(ProblemCode.CONDITION_INVALID, "the condition cannot be decided: " + why, mend),
        cause);
  }
}
