package io.coreautomation.framework.rendering;

import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.operator.Associativity;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.BinaryOperatorImpl;
import io.pebbletemplates.pebble.operator.BinaryOperatorType;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons in conditions, in place of Pebble's, to which the text {@code '10'} neither equals
 * the number 10 nor can be held against it. What a run knows is text; so a text that spells a
 * number counts as that number wherever the other side is one, and where order is asked for.
 */
final class Comparison extends BinaryExpression<Boolean> {
  /** Binds less than filters do, and more than {@code not}. */
  static final int PRECEDENCE = 30;

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?");

  /** What is compared, as its author writes it. */
  enum Kind {
    EQUAL("==", Comparison::isEqual),
    UNEQUAL("!=", (left, right) -> !isEqual(left, right)),
    LESS("<", (left, right) -> order("<", left, right) < 0),
    LESS_OR_EQUAL("<=", (left, right) -> order("<=", left, right) <= 0),
    GREATER(">", (left, right) -> order(">", left, right) > 0),
    GREATER_OR_EQUAL(">=", (left, right) -> order(">=", left, right) >= 0),
    CONTAINS("contains", Comparison::contains),
    IN("in", (left, right) -> contains(right, left)),
    NOT_IN("not in", (left, right) -> !contains(right, left)),
    MATCHES("matches", Comparison::matches);

    private final String symbol;
    private final BiPredicate<Object, Object> test;

    Kind(String symbol, BiPredicate<Object, Object> test) {
      this.symbol = symbol;
      this.test = test;
    }

    String symbol() {
      return symbol;
    }

    BinaryOperator operator() {
      return new BinaryOperatorImpl(
          symbol,
          PRECEDENCE,
          () -> new Comparison(this),
          BinaryOperatorType.NORMAL,
          Associativity.LEFT);
    }
  }

  private final Kind kind;

  private Comparison(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  @Override
  public Boolean evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
    return kind.test.test(
        known(getLeftExpression().evaluate(self, context)),
        known(getRightExpression().evaluate(self, context)));
  }

  private static Object known(@Nullable Object value) {
    if (value == null) {
      throw new RefusedValueException(
          "a value is missing", "Give it a default: … | default('none').");
    }
    return value;
  }

  private static boolean isEqual(Object left, Object right) {
    if (left instanceof List || right instanceof List) {
      throw new RefusedValueException(
          "'==' and '!=' compare no lists", "Use 'in', 'contains' or '| length'.");
    }
    if (left instanceof Number || right instanceof Number) {
      var one = number(left);
      var other = number(right);
      return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) == 0;
    }
    return left.toString().equals(right.toString()); // texts, and the words true and false
  }

  private static int order(String symbol, Object left, Object right) {
    return needed(symbol, left).compareTo(needed(symbol, right));
  }

  private static BigDecimal needed(String symbol, Object value) {
    return number(value)
        .orElseThrow(
            () ->
                new RefusedValueException(
                    "'" + symbol + "' orders numbers, and '" + value + "' is none",
                    "Compare texts with ==, in, contains or matches."));
  }

  private static Optional<BigDecimal> number(Object value) {
    var text = value.toString();
    return value instanceof Number || NUMBER.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static boolean contains(Object whole, Object part) {
    return whole instanceof List<?> list
        ? list.stream().anyMatch(item -> isEqual(known(item), part))
        : whole.toString().contains(part.toString());
  }

  private static boolean matches(Object text, Object expression) {
    return Pattern.compile(expression.toString())
        .matcher(new PatientText(text.toString()))
        .matches();
  }
}
