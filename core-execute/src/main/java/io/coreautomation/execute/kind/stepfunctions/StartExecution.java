package io.coreautomation.execute.kind.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.wait.AwsResource;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/**
 * Starts an execution of a standard state machine, and waits for its end. The execution bears our
 * token as its name, which no other may have for 90 days: so it is found again by its ARN.
 */
public final class StartExecution implements ActionHandler<StartExecution.Params> {
  private static final String STEP = "execution";
  private static final Pattern ARN =
      Pattern.compile("(arn:aws[a-z-]*:states:[a-z0-9-]+:[0-9]{12}):stateMachine:([^:/]+)(:.+)?");

  /** Which state machine, and what it gets. */
  @Doc("Which state machine, and what it gets.")
  public record Params(
      @Doc("the ARN of a standard state machine, or of its alias or version")
          String stateMachineArn,
      @Doc("what it gets, as JSON; by default an empty map") @Nullable JsonNode input) {
    public Params {
      if (!ARN.matcher(stateMachineArn).matches()) {
        throw new InvalidFieldException(
            "stateMachineArn",
            "'" + stateMachineArn + "' is no ARN of a state machine",
            "Write arn:aws:states:<region>:<account>:stateMachine:<name>.");
      }
    }

    /** The ARN of its execution of a name. */
    String execution(String name) {
      var parts = ARN.matcher(stateMachineArn);
      return parts.matches()
          ? parts.group(1) + ":execution:" + parts.group(2) + ":" + name
          : name; // impossible: checked above
    }
  }

  /** The execution. */
  record Handle(String executionArn) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::StepFunctions::StartExecution",
            Params.class,
            "Starts an execution of a standard state machine, and waits for its end.")
        .targeted()
        .repeatability(new Repeatability.Findable("the execution's name, which is our token"))
        .permissions("states:StartExecution", "states:DescribeExecution", "states:StopExecution")
        .usual(Duration.ofMinutes(5))
        .patience(Duration.ofDays(30))
        .output("executionArn", "the ARN of the execution")
        .output("output", "what it gave back, as JSON")
        .example(
            """
            stateMachineArn: arn:aws:states:eu-west-1:210000000011:stateMachine:migrate
            input:
              version: "42"
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.calling(context.needs(), 2));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return guarded(
        params,
        () -> {
          var name = context.token(STEP);
          var handle = new Handle(params.execution(name));
          var states = context.client(SfnClient.class);
          if (context.mayHaveStarted() && find(states, handle).isPresent()) {
            return Progress.awaitingEvent(handle);
          }
          if (context.isCalledOff()) {
            return new Progress.NotBegun();
          }
          try {
            states.startExecution(
                r ->
                    r.stateMachineArn(params.stateMachineArn())
                        .name(name)
                        .input(params.input() == null ? "{}" : Json.write(params.input())));
          } catch (ExecutionAlreadyExistsException e) {
            // Nobody else has our token: it was started, and has ended by now.
          }
          return Progress.awaitingEvent(handle);
        });
  }

  private static Optional<DescribeExecutionResponse> find(SfnClient states, Handle handle) {
    try {
      return Optional.of(states.describeExecution(r -> r.executionArn(handle.executionArn())));
    } catch (ExecutionDoesNotExistException e) {
      return Optional.empty();
    }
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(
        params,
        () ->
            find(context.client(SfnClient.class), handle)
                .map(found -> standing(handle, found))
                // Descriptions are eventually consistent with starts.
                .orElseGet(() -> Progress.running(handle)));
  }

  private static Progress standing(Handle handle, DescribeExecutionResponse found) {
    return switch (found.status()) {
      // PENDING_REDRIVE: a part of it will be started again.
      case RUNNING, PENDING_REDRIVE, UNKNOWN_TO_SDK_VERSION -> Progress.awaitingEvent(handle);
      case SUCCEEDED -> {
        var outputs = new TreeMap<String, String>();
        outputs.put("executionArn", handle.executionArn());
        if (found.output() != null) {
          outputs.put("output", found.output());
        }
        yield Progress.done(Change.NONE, outputs);
      }
      case FAILED, TIMED_OUT, ABORTED ->
          new Progress.Failed(
              Problem.of(
                  ProblemCode.WORK_FAILED,
                  "the execution is "
                      + found.statusAsString()
                      + (found.error() == null ? "" : ": " + found.error())
                      + (found.cause() == null ? "" : ", " + found.cause()),
                  "See its history: " + handle.executionArn()));
    };
  }

  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(
        params,
        () -> {
          context
              .client(SfnClient.class)
              .stopExecution(
                  r -> r.executionArn(handle.executionArn()).error("CoreAutomation.Cancelled"));
          return Progress.awaitingEvent(handle);
        });
  }

  private static Progress guarded(Params params, java.util.function.Supplier<Progress> calls) {
    return AwsCalls.guarded("run the state machine " + params.stateMachineArn(), calls);
  }

  @Override
  public Optional<AwsResource> awaits(ObjectNode handle) {
    return Optional.of(new AwsResource("states", handle.path("executionArn").asText()));
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of();
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Irreversible("has run a state machine, whatever that did");
  }
}
