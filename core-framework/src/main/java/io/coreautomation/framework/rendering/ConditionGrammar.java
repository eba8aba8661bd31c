package io.coreautomation.framework.rendering;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.node.expression.AndExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.NegativeTestExpression;
import io.pebbletemplates.pebble.node.expression.OrExpression;
import io.pebbletemplates.pebble.node.expression.PositiveTestExpression;
import io.pebbletemplates.pebble.node.expression.UnaryMinusExpression;
import io.pebbletemplates.pebble.node.expression.UnaryNotExpression;
import io.pebbletemplates.pebble.operator.Associativity;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.BinaryOperatorImpl;
import io.pebbletemplates.pebble.operator.BinaryOperatorType;
import io.pebbletemplates.pebble.operator.UnaryOperator;
import io.pebbletemplates.pebble.operator.UnaryOperatorImpl;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The operators of conditions, in place of Pebble's: no arithmetic, which would glue a number to a
 * text, and {@code not a == b} means what it says.
 */
final class ConditionGrammar extends ExtensionCustomizer {
  ConditionGrammar(Extension extension) {
    super(extension);
  }

  @Override
  public List<BinaryOperator> getBinaryOperators() {
    var operators = new ArrayList<BinaryOperator>();
    operators.add(operator("or", 10, BinaryOperatorType.NORMAL, OrExpression::new));
    operators.add(operator("and", 15, BinaryOperatorType.NORMAL, AndExpression::new));
    operators.add(
        operator(
            "is", Comparison.PRECEDENCE, BinaryOperatorType.TEST, PositiveTestExpression::new));
    operators.add(
        operator(
            "is not", Comparison.PRECEDENCE, BinaryOperatorType.TEST, NegativeTestExpression::new));
    for (var kind : Comparison.Kind.values()) {
      operators.add(kind.operator());
    }
    operators.add(operator("|", 100, BinaryOperatorType.FILTER, FilterExpression::new));
    return operators;
  }

  @Override
  public List<UnaryOperator> getUnaryOperators() {
    return List.of(
        new UnaryOperatorImpl("not", 20, UnaryNotExpression.class),
        new UnaryOperatorImpl("-", 500, UnaryMinusExpression.class));
  }

  @Override
  public Map<String, Function> getFunctions() {
    return Map.of();
  }

  @Override
  public List<TokenParser> getTokenParsers() {
    return List.of();
  }

  @Override
  public List<AttributeResolver> getAttributeResolver() {
    return List.of();
  }

  private static BinaryOperator operator(
      String symbol,
      int precedence,
      BinaryOperatorType type,
      Supplier<? extends BinaryExpression<?>> node) {
    return new BinaryOperatorImpl(symbol, precedence, node, type, Associativity.LEFT);
  }
}
