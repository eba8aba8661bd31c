package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.local.interpreter.Expression.Scope;
import java.util.List;

/** A condition of a Choice state. */
sealed interface ChoiceRule {
  boolean holds(Scope scope) throws StateError;

  record And(List<ChoiceRule> rules) implements ChoiceRule {
    @Override
    public boolean holds(Scope scope) throws StateError {
      for (var rule : rules) {
        if (!rule.holds(scope)) {
          return false;
        }
      }
      return true;
    }
  }

  record Or(List<ChoiceRule> rules) implements ChoiceRule {
    @Override
    public boolean holds(Scope scope) throws StateError {
      for (var rule : rules) {
        if (rule.holds(scope)) {
          return true;
        }
      }
      return false;
    }
  }

  record Not(ChoiceRule rule) implements ChoiceRule {
    @Override
    public boolean holds(Scope scope) throws StateError {
      return !rule.holds(scope);
    }
  }

  /** Holds a value of the input against one of the state machine. */
  record Comparison(ReferencePath variable, Operator operator, JsonNode value)
      implements ChoiceRule {
    public Comparison {
      if (!operator.takes(value)) {
        throw new IllegalArgumentException(operator.spelling() + " cannot compare with " + value);
      }
    }

    @Override
    public boolean holds(Scope scope) throws StateError {
      var found = variable.find(scope);
      if (operator == Operator.IS_PRESENT) {
        return (found != null) == value.booleanValue();
      }
      if (found == null) {
        throw StateError.runtime(
            "Invalid path '%s': The choice state's condition path references an invalid value."
                .formatted(variable.text()));
      }
      // A value of another type is no error: the comparison just does not hold.
      return switch (operator) {
        case IS_PRESENT -> throw new IllegalStateException("was answered above");
        case IS_NULL -> found.isNull() == value.booleanValue();
        case STRING_EQUALS, BOOLEAN_EQUALS -> found.equals(value);
        case NUMERIC_EQUALS -> found.isNumber() && compared(found) == 0;
        case NUMERIC_LESS_THAN -> found.isNumber() && compared(found) < 0;
        case NUMERIC_LESS_THAN_EQUALS -> found.isNumber() && compared(found) <= 0;
        case NUMERIC_GREATER_THAN -> found.isNumber() && compared(found) > 0;
        case NUMERIC_GREATER_THAN_EQUALS -> found.isNumber() && compared(found) >= 0;
      };
    }

    private int compared(JsonNode found) {
      return found.decimalValue().compareTo(value.decimalValue());
    }
  }

  enum Operator {
    IS_PRESENT("IsPresent"),
    IS_NULL("IsNull"),
    STRING_EQUALS("StringEquals"),
    BOOLEAN_EQUALS("BooleanEquals"),
    NUMERIC_EQUALS("NumericEquals"),
    NUMERIC_LESS_THAN("NumericLessThan"),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals"),
    NUMERIC_GREATER_THAN("NumericGreaterThan"),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals");

    private final String spelling;

    Operator(String spelling) {
      this.spelling = spelling;
    }

    String spelling() {
      return spelling;
    }

    private boolean takes(JsonNode value) {
      return switch (this) {
        case IS_PRESENT, IS_NULL, BOOLEAN_EQUALS -> value.isBoolean();
        case STRING_EQUALS -> value.isTextual();
        default -> value.isNumber();
      };
    }
  }
}
