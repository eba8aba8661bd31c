package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A state machine in the part of the Amazon States Language that the interpreter knows, read and
 * checked as a whole.
 */
public final class StateMachine {
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

  private final String startAt;
  private final @Nullable Duration timeout;
  private final Map<String, State> states;

  StateMachine(String startAt, @Nullable Duration timeout, Map<String, State> states) {
    this.startAt = startAt;
    this.timeout = timeout;
    this.states = Map.copyOf(states);
  }

  /**
   * Reads a definition.
   *
   * @param substitutions for each {@code ${Name}}, as CDK's definition substitutions
   * @throws ProblemException with the path of each field that is wrong or not supported, and of
   *     each name that has no substitution
   */
  public static StateMachine read(String definition, Map<String, String> substitutions) {
    var problems = new Problems();
    var text =
        SUBSTITUTION
            .matcher(definition)
            .replaceAll(found -> Matcher.quoteReplacement(value(found, substitutions, problems)));
    problems.throwIfAny();
    return new DefinitionReader(problems).read(parsed(text));
  }

  private static String value(
      MatchResult found, Map<String, String> substitutions, Problems problems) {
    var value = substitutions.get(found.group(1));
    if (value == null) {
      problems.add(
          Problem.of(
              ProblemCode.VARIABLE_UNKNOWN,
              "the state machine has " + found.group() + ", for which nothing is given",
              "Give it among the substitutions."));
      return "";
    }
    var quoted = Json.write(value);
    return quoted.substring(1, quoted.length() - 1);
  }

  private static JsonNode parsed(String text) {
    try {
      return Json.parse(text);
    } catch (UncheckedIOException e) {
      throw new ProblemException(
          Problem.of(ProblemCode.DOCUMENT_UNREADABLE, "the state machine is not JSON", ""), e);
    }
  }

  String startAt() {
    return startAt;
  }

  /** How long an execution may take, or null for as long as it likes. */
  @Nullable Duration timeout() {
    return timeout;
  }

  /**
   * @throws IllegalStateException if there is none: an execution was kept by a release whose state
   *     machine had another
   */
  State state(String name) {
    var state = states.get(name);
    if (state == null) {
      throw new IllegalStateException("the state machine has no state '" + name + "' any more");
    }
    return state;
  }
}
