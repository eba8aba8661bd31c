package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.local.interpreter.ChoiceRule.Comparison;
import io.coreautomation.local.interpreter.ChoiceRule.Operator;
import io.coreautomation.local.interpreter.State.Branch;
import io.coreautomation.local.interpreter.State.Catcher;
import io.coreautomation.local.interpreter.State.Flow;
import io.coreautomation.local.interpreter.State.Result;
import io.coreautomation.local.interpreter.State.Retrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the definition of a state machine and finds all that is wrong with it. */
final class DefinitionReader {
  private static final List<String> COMMON = List.of("Type", "Comment", "InputPath", "OutputPath");
  private static final List<String> GOING_ON = List.of("Next", "End");
  private static final List<String> OPERATORS =
      java.util.Arrays.stream(Operator.values()).map(Operator::spelling).toList();

  private final Problems problems;

  DefinitionReader(Problems problems) {
    this.problems = problems;
  }

  StateMachine read(JsonNode definition) {
    var root = DefinitionFields.root(definition, problems);
    root.allow(
        List.of("Comment", "StartAt", "States", "TimeoutSeconds", "Version", "QueryLanguage"));
    onlyKnown(root, "Version", "1.0");
    onlyKnown(root, "QueryLanguage", "JSONPath");
    Map<String, State> states = new LinkedHashMap<>();
    var all = root.child("States");
    for (var state : all.object().properties()) {
      var read = state(all.child(state.getKey()));
      if (read != null) {
        states.put(state.getKey(), read);
      }
    }
    checkNames(root, all);
    var startAt = root.required("StartAt");
    var timeout =
        root.has("TimeoutSeconds")
            ? Duration.ofSeconds((long) root.number("TimeoutSeconds", 1, 1))
            : null;
    problems.throwIfAny();
    return new StateMachine(startAt, timeout, states);
  }

  private static void onlyKnown(DefinitionFields fields, String name, String known) {
    var value = fields.text(name);
    if (value != null && !value.equals(known)) {
      fields.report(name, ProblemCode.FIELD_INVALID, "only '" + known + "' is supported");
    }
  }

  private @Nullable State state(DefinitionFields fields) {
    var type = fields.required("Type");
    return switch (type) {
      case "Task" -> task(fields);
      case "Pass" -> pass(fields);
      case "Wait" -> waiting(fields);
      case "Choice" -> choice(fields);
      case "Succeed" -> {
        fields.allow(COMMON);
        yield new State.Succeed(flow(fields));
      }
      case "Fail" -> fail(fields);
      case "" -> null;
      default -> {
        fields.report(
            "Type", ProblemCode.FIELD_INVALID, "the interpreter does not support " + type);
        yield null;
      }
    };
  }

  private State task(DefinitionFields fields) {
    fields.allow(
        COMMON,
        GOING_ON,
        List.of("Resource", "Parameters", "ResultSelector", "ResultPath", "Retry", "Catch"),
        List.of("TimeoutSeconds", "TimeoutSecondsPath"));
    return new State.Task(
        flow(fields),
        fields.parsed("Resource", TaskResource::parse, new TaskResource.StartExecution()),
        fields.template("Parameters"),
        new Result(fields.template("ResultSelector"), fields.place("ResultPath")),
        eitherOrNone(fields, "TimeoutSeconds", "TimeoutSecondsPath"),
        fields.children("Retry").stream().map(DefinitionReader::retrier).toList(),
        fields.children("Catch").stream().map(DefinitionReader::catcher).toList(),
        next(fields));
  }

  private static State pass(DefinitionFields fields) {
    fields.allow(COMMON, GOING_ON, List.of("Result", "ResultPath", "Parameters"));
    return new State.Pass(
        flow(fields),
        fields.template("Parameters"),
        fields.has("Result") ? fields.node("Result") : null,
        new Result(null, fields.place("ResultPath")),
        next(fields));
  }

  private static State waiting(DefinitionFields fields) {
    var seconds = eitherOrNone(fields, "Seconds", "SecondsPath");
    var time = eitherOrNone(fields, "Timestamp", "TimestampPath");
    fields.allow(COMMON, GOING_ON, List.of("Seconds", "SecondsPath", "Timestamp", "TimestampPath"));
    if ((seconds == null) == (time == null)) {
      fields.report("", ProblemCode.FIELD_INVALID, "it has either seconds or a timestamp to wait");
    }
    var until = time != null ? time : seconds;
    return new State.Wait(
        flow(fields),
        until != null ? until : new Expression.Literal(IntNode.valueOf(0)),
        time != null,
        next(fields));
  }

  private static State choice(DefinitionFields fields) {
    fields.allow(COMMON, List.of("Choices", "Default"));
    var branches = new ArrayList<Branch>();
    for (var branch : fields.children("Choices")) {
      branches.add(new Branch(rule(branch, List.of("Next", "Comment")), branch.required("Next")));
    }
    if (branches.isEmpty()) {
      fields.report("Choices", ProblemCode.FIELD_MISSING, "it has no choices");
    }
    return new State.Choice(flow(fields), branches, fields.text("Default"));
  }

  private static State fail(DefinitionFields fields) {
    fields.allow(List.of("Type", "Comment"), List.of("Error", "ErrorPath", "Cause", "CausePath"));
    return new State.Fail(
        new Flow(ReferencePath.WHOLE, ReferencePath.WHOLE),
        eitherOrNone(fields, "Error", "ErrorPath"),
        eitherOrNone(fields, "Cause", "CausePath"));
  }

  private static ChoiceRule rule(DefinitionFields fields, List<String> beside) {
    if (fields.has("And") || fields.has("Or")) {
      var name = fields.has("And") ? "And" : "Or";
      fields.allow(beside, List.of(name));
      var rules = fields.children(name).stream().map(r -> rule(r, List.of())).toList();
      return name.equals("And") ? new ChoiceRule.And(rules) : new ChoiceRule.Or(rules);
    }
    if (fields.has("Not")) {
      fields.allow(beside, List.of("Not"));
      return new ChoiceRule.Not(rule(fields.child("Not"), List.of()));
    }
    fields.allow(beside, List.of("Variable"), OPERATORS);
    return comparison(fields);
  }

  private static ChoiceRule comparison(DefinitionFields fields) {
    var variable = fields.path("Variable");
    for (var operator : Operator.values()) {
      if (fields.has(operator.spelling())) {
        try {
          return new Comparison(variable, operator, fields.node(operator.spelling()));
        } catch (IllegalArgumentException e) {
          fields.report(
              operator.spelling(), ProblemCode.FIELD_INVALID, String.valueOf(e.getMessage()));
        }
      }
    }
    fields.report("", ProblemCode.FIELD_MISSING, "it has no comparison that is supported");
    return new ChoiceRule.Or(List.of());
  }

  private static Retrier retrier(DefinitionFields fields) {
    fields.allow(
        List.of("Comment", "ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate"),
        List.of("MaxDelaySeconds", "JitterStrategy"));
    var jitter = fields.text("JitterStrategy");
    if (jitter != null && !List.of("FULL", "NONE").contains(jitter)) {
      fields.report("JitterStrategy", ProblemCode.FIELD_INVALID, "it is either FULL or NONE");
    }
    return new Retrier(
        fields.texts("ErrorEquals"),
        Duration.ofSeconds((long) fields.number("IntervalSeconds", 1, 1)),
        (int) fields.number("MaxAttempts", 0, 3),
        fields.number("BackoffRate", 1, 2),
        fields.has("MaxDelaySeconds")
            ? Duration.ofSeconds((long) fields.number("MaxDelaySeconds", 1, 1))
            : null,
        "FULL".equals(jitter));
  }

  private static Catcher catcher(DefinitionFields fields) {
    fields.allow(List.of("Comment", "ErrorEquals", "ResultPath", "Next"));
    return new Catcher(
        fields.texts("ErrorEquals"), fields.place("ResultPath"), fields.required("Next"));
  }

  private static Flow flow(DefinitionFields fields) {
    return new Flow(fields.pathOrWhole("InputPath"), fields.pathOrWhole("OutputPath"));
  }

  private static @Nullable String next(DefinitionFields fields) {
    var next = fields.text("Next");
    if ((next != null) == fields.node("End").booleanValue()) {
      fields.report("", ProblemCode.FIELD_INVALID, "it has either Next, or End: true");
    }
    return next;
  }

  /** A value that stands in one field, or the path of one in another. */
  private static @Nullable Expression eitherOrNone(
      DefinitionFields fields, String value, String path) {
    if (fields.has(path)) {
      if (fields.has(value)) {
        fields.report(path, ProblemCode.FIELD_INVALID, "it stands beside " + value);
      }
      return fields.path(path);
    }
    return fields.has(value) ? new Expression.Literal(fields.node(value)) : null;
  }

  /** Each name that is gone to must be that of a state. */
  private static void checkNames(DefinitionFields root, DefinitionFields states) {
    checkName(root, "StartAt", states);
    for (var entry : states.object().properties()) {
      var state = states.child(entry.getKey());
      checkName(state, "Next", states);
      checkName(state, "Default", states);
      state.children("Choices").forEach(branch -> checkName(branch, "Next", states));
      state.children("Catch").forEach(catcher -> checkName(catcher, "Next", states));
    }
  }

  private static void checkName(DefinitionFields fields, String name, DefinitionFields states) {
    var to = fields.node(name).textValue();
    if (to != null && !states.has(to)) {
      fields.report(name, ProblemCode.REFERENCE_UNKNOWN, "there is no state '" + to + "'");
    }
  }
}
