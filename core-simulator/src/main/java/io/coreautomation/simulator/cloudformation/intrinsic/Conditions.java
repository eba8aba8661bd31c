package io.coreautomation.simulator.cloudformation.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The conditions of a template, each computed once. Not thread-safe. */
public final class Conditions {
  private static final int MOST_OPERANDS = 10;

  private final Map<String, JsonNode> declared;
  private final Evaluator evaluator;
  private final Map<String, Boolean> known = new HashMap<>();
  private final Set<String> pending = new LinkedHashSet<>();

  public Conditions(Map<String, JsonNode> declared, Evaluator evaluator) {
    this.declared = declared;
    this.evaluator = evaluator;
  }

  /** Whether the condition of this name holds. */
  public boolean holds(String name) {
    var done = known.get(name);
    if (done != null) {
      return done;
    }
    var body = declared.get(name);
    if (body == null) {
      throw Refused.format(
          "Unresolved condition dependency " + name + " in the Resources block of the template");
    }
    if (!pending.add(name)) {
      throw Refused.format("Circular dependency between conditions: " + pending);
    }
    var result = test(body);
    pending.remove(name);
    known.put(name, result);
    return result;
  }

  /** Whether an expression of the Conditions or Rules block holds. */
  public boolean test(JsonNode node) {
    if (!node.isObject() || node.size() != 1) {
      throw malformed(node.isObject() ? "" : node.asText());
    }
    var function = node.fieldNames().next();
    var argument = node.path(function);
    return switch (function) {
      case "Condition" -> holds(argument.asText());
      case "Fn::Equals" -> {
        if (!argument.isArray() || argument.size() != 2) {
          throw Evaluator.error("every Fn::Equals object requires a list of 2 string parameters.");
        }
        yield same(evaluator.value(argument.get(0)), evaluator.value(argument.get(1)));
      }
      case "Fn::Not" -> {
        if (!argument.isArray() || argument.size() != 1) {
          throw Evaluator.error("every Fn::Not object requires one boolean parameter.");
        }
        yield !test(argument.get(0));
      }
      case "Fn::And" -> {
        operands(function, argument);
        var all = true;
        for (var operand : argument) {
          all &= test(operand);
        }
        yield all;
      }
      case "Fn::Or" -> {
        operands(function, argument);
        var any = false;
        for (var operand : argument) {
          any |= test(operand);
        }
        yield any;
      }
      case "Fn::Contains" -> contains(evaluator.value(argument.path(0)), argument.path(1));
      case "Fn::EachMemberEquals" -> {
        var members = evaluator.value(argument.path(0));
        var wanted = evaluator.value(argument.path(1));
        var all = true;
        for (var member : members) {
          all &= same(member, wanted);
        }
        yield all;
      }
      case "Fn::EachMemberIn" -> {
        var all = true;
        for (var member : evaluator.value(argument.path(0))) {
          all &= contains(evaluator.value(argument.path(1)), member);
        }
        yield all;
      }
      default -> throw malformed(function);
    };
  }

  private boolean contains(JsonNode list, JsonNode wanted) {
    for (var item : list) {
      if (same(item, evaluator.value(wanted))) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(JsonNode a, JsonNode b) {
    if (a.isContainerNode() || b.isContainerNode()) {
      return a.equals(b);
    }
    return Evaluator.plain(a, "").equals(Evaluator.plain(b, ""));
  }

  private static void operands(String function, JsonNode argument) {
    if (!argument.isArray() || argument.size() < 2 || argument.size() > MOST_OPERANDS) {
      throw Evaluator.error(
          "every "
              + function
              + " object requires a list of at least 2 and at most 10 boolean parameters.");
    }
  }

  private static RuntimeException malformed(String what) {
    return Refused.format(
        "Conditions can only be boolean operations on parameters and other conditions: " + what);
  }
}
