package io.coreautomation.framework.rendering;

import io.coreautomation.framework.problem.NearestName;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.PositionalArgumentNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.AndExpression;
import io.pebbletemplates.pebble.node.expression.ArrayExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.LiteralBooleanExpression;
import io.pebbletemplates.pebble.node.expression.LiteralDoubleExpression;
import io.pebbletemplates.pebble.node.expression.LiteralLongExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.OrExpression;
import io.pebbletemplates.pebble.node.expression.PositiveTestExpression;
import io.pebbletemplates.pebble.node.expression.UnaryMinusExpression;
import io.pebbletemplates.pebble.node.expression.UnaryNotExpression;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a condition as Pebble has parsed it: collects its names, and refuses whatever is no part of
 * the language or has no sense where it stands, before anything is evaluated.
 */
final class ConditionCheck {
  /** Each with the number of its arguments. */
  private static final Map<String, Integer> FILTERS =
      Map.of("default", 1, "length", 0, "lower", 0, "split", 1, "trim", 0, "upper", 0);

  private static final String LANGUAGE =
      "Use and, or, not, ==, !=, <, <=, >, >=, in, contains, matches and 'is empty'.";

  private final Set<String> names = new LinkedHashSet<>();

  /** What a part of a condition yields. */
  private enum Yields {
    TRUTH,
    /** Text or a number. */
    VALUE,
    LIST
  }

  /** The names that a condition uses; it is refused if it does not yield true or false. */
  static Set<String> names(Expression<?> condition) {
    var check = new ConditionCheck();
    check.want(condition, Yields.TRUTH, "the condition");
    return check.names;
  }

  private void want(Expression<?> part, Yields wanted, String role) {
    var found = yields(part);
    if (found != wanted) {
      throw new RefusedValueException(
          role + " is " + words(found) + ", not " + words(wanted), mend(wanted));
    }
  }

  private Yields yields(Expression<?> part) {
    return switch (part) {
      case ContextVariableExpression name -> {
        names.add(name.getName());
        yield Yields.VALUE;
      }
      case LiteralStringExpression _, LiteralLongExpression _, LiteralDoubleExpression _ ->
          Yields.VALUE;
      case LiteralBooleanExpression _ -> Yields.TRUTH;
      case ArrayExpression list -> {
        list.getValues().forEach(item -> want(item, Yields.VALUE, "what stands in a list"));
        yield Yields.LIST;
      }
      case UnaryNotExpression not -> {
        want(not.getChildExpression(), Yields.TRUTH, "what follows 'not'");
        yield Yields.TRUTH;
      }
      case UnaryMinusExpression minus
          when minus.getChildExpression() instanceof LiteralLongExpression
              || minus.getChildExpression() instanceof LiteralDoubleExpression ->
          Yields.VALUE;
      case AndExpression and -> both(and, "'and'");
      case OrExpression or -> both(or, "'or'");
      case Comparison comparison -> comparison(comparison);
      case PositiveTestExpression test -> emptiness(test); // its negation, too, which extends it
      case FilterExpression filter -> filter(filter);
      default -> throw new RefusedValueException("it has a part that no condition has", LANGUAGE);
    };
  }

  private Yields both(BinaryExpression<?> joined, String word) {
    want(joined.getLeftExpression(), Yields.TRUTH, "what stands before " + word);
    want(joined.getRightExpression(), Yields.TRUTH, "what stands after " + word);
    return Yields.TRUTH;
  }

  private Yields comparison(Comparison comparison) {
    var left = comparison.getLeftExpression();
    var right = comparison.getRightExpression();
    var before = "what stands before '" + comparison.kind().symbol() + "'";
    var after = "what stands after '" + comparison.kind().symbol() + "'";
    switch (comparison.kind()) {
      case EQUAL, UNEQUAL -> {
        wantComparable(left, before);
        wantComparable(right, after);
      }
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
        want(left, Yields.VALUE, before);
        want(right, Yields.VALUE, after);
      }
      case CONTAINS -> {
        wantValues(left, before);
        want(right, Yields.VALUE, after);
      }
      case IN, NOT_IN -> {
        want(left, Yields.VALUE, before);
        want(right, Yields.LIST, after);
      }
      case MATCHES -> {
        want(left, Yields.VALUE, before);
        expression(right);
      }
    }
    return Yields.TRUTH;
  }

  /** The words true and false may be held against a text. */
  private void wantComparable(Expression<?> part, String role) {
    if (!(part instanceof LiteralBooleanExpression)) {
      want(part, Yields.VALUE, role);
    }
  }

  private void wantValues(Expression<?> part, String role) {
    if (yields(part) == Yields.TRUTH) {
      throw new RefusedValueException(
          role + " is true or false, not text or a list", mend(Yields.VALUE));
    }
  }

  private static void expression(Expression<?> part) {
    if (!(part instanceof LiteralStringExpression literal)) {
      throw new RefusedValueException(
          "what stands after 'matches' is no text in quotes",
          "Write the regular expression out: … matches 'prod-.*'.");
    }
    try {
      Pattern.compile(literal.getValue());
    } catch (PatternSyntaxException e) {
      throw new RefusedValueException(
          "'" + literal.getValue() + "' is no regular expression: " + e.getDescription(),
          "Mend it there.");
    }
  }

  private Yields emptiness(BinaryExpression<?> test) {
    var invoked = (TestInvocationExpression) test.getRightExpression();
    if (!invoked.getTestName().equals("empty") || !arguments(invoked.getArgs()).isEmpty()) {
      throw new RefusedValueException(
          "'is " + invoked.getTestName() + "' is no test of conditions", LANGUAGE);
    }
    wantValues(test.getLeftExpression(), "what stands before 'is empty'");
    return Yields.TRUTH;
  }

  private Yields filter(FilterExpression filter) {
    var invoked = (FilterInvocationExpression) filter.getRightExpression();
    var name = invoked.getFilterName();
    var wanted = FILTERS.get(name);
    if (wanted == null) {
      throw new RefusedValueException(
          "'| " + name + "' is no filter of conditions",
          name.equals("lookup") // upstream's
              ? "Write ${actions.<name>.outputs.<Output>} | default('…')."
              : NearestName.suggestion(FILTERS.keySet(), name));
    }
    var arguments = arguments(invoked.getArgs());
    if (arguments.size() != wanted || isNamed(invoked.getArgs())) {
      throw new RefusedValueException(
          "'| " + name + "' takes " + (wanted == 0 ? "nothing in parentheses" : "one text"),
          wanted == 0 ? "Write | " + name + "." : "Write | " + name + "('…').");
    }
    if (name.equals("length")) {
      wantValues(filter.getLeftExpression(), "what stands before '| length'");
    } else {
      want(filter.getLeftExpression(), Yields.VALUE, "what stands before '| " + name + "'");
    }
    arguments.forEach(
        argument -> want(argument.getValueExpression(), Yields.VALUE, "what it is given"));
    return name.equals("split") ? Yields.LIST : Yields.VALUE;
  }

  /** Pebble has null where there are none. */
  private static List<PositionalArgumentNode> arguments(@Nullable ArgumentsNode arguments) {
    return arguments == null || arguments.getPositionalArgs() == null
        ? List.of()
        : arguments.getPositionalArgs();
  }

  private static boolean isNamed(@Nullable ArgumentsNode arguments) {
    return arguments != null
        && arguments.getNamedArgs() != null
        && !arguments.getNamedArgs().isEmpty();
  }

  private static String words(Yields yields) {
    return switch (yields) {
      case TRUTH -> "true or false";
      case VALUE -> "text or a number";
      case LIST -> "a list";
    };
  }

  private static String mend(Yields wanted) {
    return switch (wanted) {
      case TRUTH -> "Compare it: … == 'true'.";
      case VALUE -> "Compare one text or number with another.";
      case LIST -> "Write ['a', 'b'], or make one of a text with | split(',').";
    };
  }
}
