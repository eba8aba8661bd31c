package io.coreautomation.simulator.iam.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One key of a statement's {@code Condition} with the values that are wanted.
 *
 * <p>Rules: "IAM JSON policy elements: Condition operators" and "Multivalued context keys" in the
 * IAM User Guide. Wanted values are alternatives; under a negated operator none of them may match.
 * A key that the request does not have fails, unless the operator is negated, ends in {@code
 * IfExists}, or is one {@code ForAllValues}.
 *
 * @param quantifier which of the request's values must match
 * @param ifExists whether the request may lack the key
 */
record Condition(
    Quantifier quantifier, Operator operator, boolean ifExists, String key, List<Glob> wanted) {

  enum Quantifier {
    ONE(""),
    FOR_ALL("ForAllValues:"),
    FOR_ANY("ForAnyValue:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  /** Whether a value of the request is what is wanted. */
  private interface Comparison {
    boolean holds(String given, Glob wanted, AccessRequest request);
  }

  private record Operator(Comparison comparison, boolean negated, boolean wild) {}

  private static final Comparison TEXT = (given, wanted, request) -> wanted.matches(given, request);
  private static final Comparison ANY_CASE =
      (given, wanted, request) -> wanted.matchesIgnoringCase(given, request);
  private static final Comparison ARN =
      (given, wanted, request) -> wanted.matchesArn(given, request);

  /** Asks whether the key is there, and compares nothing. */
  private static final Operator NULL =
      new Operator(
          (given, wanted, request) -> {
            throw new IllegalStateException("it is the key that is asked for, not its values");
          },
          false,
          false);

  private static final Map<String, Operator> OPERATORS =
      Map.ofEntries(
          Map.entry("StringEquals", new Operator(TEXT, false, false)),
          Map.entry("StringNotEquals", new Operator(TEXT, true, false)),
          Map.entry("StringEqualsIgnoreCase", new Operator(ANY_CASE, false, false)),
          Map.entry("StringNotEqualsIgnoreCase", new Operator(ANY_CASE, true, false)),
          Map.entry("StringLike", new Operator(TEXT, false, true)),
          Map.entry("StringNotLike", new Operator(TEXT, true, true)),
          // ArnEquals and ArnLike behave alike.
          Map.entry("ArnEquals", new Operator(ARN, false, true)),
          Map.entry("ArnLike", new Operator(ARN, false, true)),
          Map.entry("ArnNotEquals", new Operator(ARN, true, true)),
          Map.entry("ArnNotLike", new Operator(ARN, true, true)),
          Map.entry("Bool", new Operator(ANY_CASE, false, false)),
          Map.entry("Null", NULL),
          Map.entry("NumericEquals", numeric(order -> order == 0, false)),
          Map.entry("NumericNotEquals", numeric(order -> order == 0, true)),
          Map.entry("NumericLessThan", numeric(order -> order < 0, false)),
          Map.entry("NumericLessThanEquals", numeric(order -> order <= 0, false)),
          Map.entry("NumericGreaterThan", numeric(order -> order > 0, false)),
          Map.entry("NumericGreaterThanEquals", numeric(order -> order >= 0, false)),
          Map.entry("DateEquals", date(order -> order == 0, false)),
          Map.entry("DateNotEquals", date(order -> order == 0, true)),
          Map.entry("DateLessThan", date(order -> order < 0, false)),
          Map.entry("DateLessThanEquals", date(order -> order <= 0, false)),
          Map.entry("DateGreaterThan", date(order -> order > 0, false)),
          Map.entry("DateGreaterThanEquals", date(order -> order >= 0, false)));

  /**
   * Reads an operator's name, such as {@code ForAnyValue:StringLikeIfExists}.
   *
   * @param variables whether the values may have policy variables
   * @throws MalformedPolicyException if there is no such operator
   */
  static Condition of(String name, String key, List<String> values, boolean variables) {
    var quantifier = Quantifier.ONE;
    var rest = name;
    for (var candidate : List.of(Quantifier.FOR_ALL, Quantifier.FOR_ANY)) {
      if (name.startsWith(candidate.prefix)) {
        quantifier = candidate;
        rest = name.substring(candidate.prefix.length());
      }
    }
    var ifExists = rest.endsWith("IfExists");
    if (ifExists) {
      rest = rest.substring(0, rest.length() - "IfExists".length());
    }
    var operator = OPERATORS.get(rest);
    if (operator == null || operator.equals(NULL) && ifExists) {
      throw new MalformedPolicyException("Invalid Condition type : " + name + ".");
    }
    return new Condition(
        quantifier,
        operator,
        ifExists,
        key,
        values.stream()
            .map(v -> operator.wild() ? Glob.wild(v, variables) : Glob.exact(v, variables))
            .toList());
  }

  boolean holds(AccessRequest request) {
    var given = request.values(key);
    if (operator.equals(NULL)) {
      return wanted.stream()
          .anyMatch(w -> w.matchesIgnoringCase(String.valueOf(given.isEmpty()), request));
    }
    if (given.isEmpty()) {
      return ifExists
          || switch (quantifier) {
            case ONE -> operator.negated();
            case FOR_ALL -> true;
            case FOR_ANY -> false;
          };
    }
    return switch (quantifier) {
      case FOR_ALL -> given.stream().allMatch(value -> isWanted(value, request));
      case FOR_ANY -> given.stream().anyMatch(value -> isWanted(value, request));
      case ONE ->
          operator.negated()
              ? given.stream().allMatch(value -> isWanted(value, request))
              : given.stream().anyMatch(value -> isWanted(value, request));
    };
  }

  private boolean isWanted(String given, AccessRequest request) {
    return operator.negated()
        != wanted.stream().anyMatch(w -> operator.comparison().holds(given, w, request));
  }

  private static Operator numeric(IntPredicate order, boolean negated) {
    return ordered(Condition::number, order, negated);
  }

  private static Operator date(IntPredicate order, boolean negated) {
    return ordered(Condition::instant, order, negated);
  }

  private interface Reader<T extends Comparable<T>> {
    @Nullable T read(String text);
  }

  private static <T extends Comparable<T>> Operator ordered(
      Reader<T> reader, IntPredicate order, boolean negated) {
    Comparison comparison =
        (given, wanted, request) -> {
          var limit = wanted.resolved(request);
          var left = reader.read(given);
          var right = limit == null ? null : reader.read(limit);
          return left != null && right != null && order.test(left.compareTo(right));
        };
    return new Operator(comparison, negated, false);
  }

  private static @Nullable BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A date of ISO 8601, or seconds since 1970. */
  private static @Nullable Instant instant(String text) {
    try {
      return text.matches("\\d+")
          ? Instant.ofEpochSecond(Long.parseLong(text))
          : Instant.parse(text);
    } catch (DateTimeParseException | NumberFormatException e) {
      return null;
    }
  }
}
