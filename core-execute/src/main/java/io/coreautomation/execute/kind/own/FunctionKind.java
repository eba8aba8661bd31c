package io.coreautomation.execute.kind.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.execute.kind.own.FunctionDeclaration.Promise;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind whose work a function of Lambda does. It is asked by {@link FunctionCall}s, each of which
 * bears the token of the action's attempt: so that what it does for one token it does once.
 */
final class FunctionKind implements ActionHandler<FunctionKind.Given>, ServedByFunction {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final FunctionDeclaration declared;
  private final KindDescription<Given> description;

  /** What the declaration's schema has let through. */
  record Given(ObjectNode params) {}

  FunctionKind(FunctionDeclaration declared, Shape.Fields shape) {
    this.declared = declared;
    var about =
        KindDescription.of(declared.name(), Given.class, declared.description())
            .declared(shape)
            .targeted()
            .repeatability(
                switch (declared.promise()) {
                  case TOKEN -> new Repeatability.ByToken(Duration.ZERO);
                  case HARMLESS -> new Repeatability.Harmless();
                  case UNREPEATABLE -> new Repeatability.Unrepeatable();
                })
            .permissions(FunctionCall.PERMISSION)
            .about(FunctionCall.PERMISSION, declared.arn())
            .inverse(Objects.requireNonNullElse(declared.inverse(), ""))
            .compensation(compensation(declared))
            .usual(Objects.requireNonNullElse(declared.usual(), Duration.ofSeconds(5)))
            .patience(Objects.requireNonNullElse(declared.patience(), PATIENCE))
            .example(Objects.requireNonNullElse(declared.example(), ""));
    declared.outputs().forEach(about::output);
    this.description = about.build();
  }

  private static String compensation(FunctionDeclaration declared) {
    if (declared.promise() == Promise.HARMLESS) {
      return "it changes nothing";
    }
    return declared.inverse() == null || !declared.previews()
        ? ""
        : "what it has created '"
            + declared.inverse()
            + "' undoes; of an update, the params of the last successful run are put back";
  }

  @Override
  public KindDescription<Given> describe() {
    return description;
  }

  @Override
  public Progress preview(ActionContext context, Given params) {
    if (!declared.previews() || !context.needs().isEmpty()) {
      return Progress.previewed(Preview.calling(context.needs(), 1));
    }
    var call = new FunctionCall(declared, context);
    return call.answered(
        FunctionCall.Operation.PREVIEW,
        params.params(),
        null,
        answer ->
            switch (answer.status()) {
              case DONE ->
                  Progress.previewed(
                      new Preview(
                          answer.changed(),
                          List.of(),
                          List.of(),
                          Map.of(),
                          1,
                          answer.irreversible(),
                          answer.warnings()));
              case FAILED -> failed(answer);
              case RUNNING, NOT_BEGUN ->
                  call.nonsense(FunctionCall.Operation.PREVIEW, "a preview is done, or failed");
            });
  }

  @Override
  public Progress start(ActionContext context, Given params) {
    return context.isCalledOff() && !context.mayHaveStarted()
        ? new Progress.NotBegun()
        : ask(context, FunctionCall.Operation.START, params, null);
  }

  @Override
  public Progress check(ActionContext context, Given params, ObjectNode handle) {
    return ask(context, FunctionCall.Operation.CHECK, params, handle);
  }

  @Override
  public Progress cancel(ActionContext context, Given params, ObjectNode handle) {
    return ask(context, FunctionCall.Operation.CANCEL, params, handle);
  }

  private Progress ask(
      ActionContext context,
      FunctionCall.Operation operation,
      Given params,
      @Nullable ObjectNode state) {
    var call = new FunctionCall(declared, context);
    return call.answered(
        operation,
        params.params(),
        state,
        answer ->
            switch (answer.status()) {
              case DONE -> done(call, operation, answer);
              case RUNNING -> running(context, answer, state);
              case FAILED -> failed(answer);
              case NOT_BEGUN ->
                  context.isCalledOff()
                      ? new Progress.NotBegun()
                      : call.nonsense(operation, "'notBegun' is only of what is called off");
            });
  }

  private Progress done(
      FunctionCall call, FunctionCall.Operation operation, FunctionAnswer answer) {
    if (!answer.outputs().keySet().equals(declared.outputs().keySet())) {
      return call.nonsense(
          operation,
          "its outputs are " + answer.outputs().keySet() + ", declared are " + declaredOutputs());
    }
    // What a plan could not tell it does not tell afterwards either: both must say the same.
    return Progress.done(declared.previews() ? answer.changed() : Change.NONE, answer.outputs());
  }

  private List<String> declaredOutputs() {
    return declared.outputs().keySet().stream().sorted().toList();
  }

  private static Progress running(
      ActionContext context, FunctionAnswer answer, @Nullable ObjectNode before) {
    var state = answer.state() == null ? before : (ObjectNode) answer.state();
    return new Progress.Running(
        state == null ? Json.object() : state,
        Progress.Pace.NORMAL,
        answer.after() == null ? null : context.now().plus(answer.after()),
        answer.attended());
  }

  private static Progress failed(FunctionAnswer answer) {
    return new Progress.Failed(
        Problem.of(
            ProblemCode.WORK_FAILED,
            Objects.requireNonNull(answer.message(), "its constructor has looked"),
            Objects.requireNonNullElse(answer.mend(), "")));
  }

  @Override
  public String functionName() {
    return declared.shortName();
  }

  @Override
  public Optional<JsonNode> onTwin() {
    return Optional.ofNullable(declared.twin()).map(Nodes::json);
  }

  @Override
  public List<String> locks(Given params, @Nullable Target target) {
    return List.of();
  }

  @Override
  public Compensation compensation(Given params, Change change, @Nullable ObjectNode before) {
    if (declared.promise() == Promise.HARMLESS || change == Change.NO_CHANGE) {
      return new Compensation.Nothing();
    }
    var canUndo = declared.inverse() != null;
    if (canUndo && change == Change.CREATE) {
      return new Compensation.ByInverse();
    }
    return canUndo && change == Change.UPDATE && before != null
        ? new Compensation.By(declared.name(), before)
        : new Compensation.Irreversible("has called a function, whatever that did");
  }
}
