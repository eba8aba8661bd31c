package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.PropertyDifference;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;

/**
 * Has CloudFormation compare a stack's resources with its template. To look twice is the same as to
 * look once; one look at a stack goes on at a time, so one of others is waited out.
 */
public final class DetectDrift implements ActionHandler<DetectDrift.Params> {
  /** At which stack. */
  @Doc("At which stack it looks.")
  public record Params(
      @Doc("the stack's name") @Role(Role.Kind.STACK_NAME) String stackName,
      @Doc("logical ids of the resources that count; by default all do")
          @Alias("logicalResourceIds")
          List<String> resources,
      @Doc("fail if a resource is other than its template says") boolean failOnDrift) {
    public Params {
      StackNames.check(stackName);
    }
  }

  /** The look; null while none could be begun. */
  record Handle(@Nullable String detectionId) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::CloudFormation::DetectDrift",
            Params.class,
            "Looks whether a stack's resources are as its template says.")
        .targeted()
        .permissions(
            "cloudformation:DescribeStacks",
            "cloudformation:DetectStackDrift",
            "cloudformation:DetectStackResourceDrift",
            "cloudformation:BatchDescribeTypeConfigurations",
            "cloudformation:DescribeStackDriftDetectionStatus",
            "cloudformation:DescribeStackResourceDrifts")
        .compensation("it changes nothing")
        .usual(Duration.ofMinutes(1))
        .patience(Duration.ofHours(2))
        .output("driftStatus", "IN_SYNC or DRIFTED")
        .output("driftedResources", "what drifted, as a list in JSON")
        .output("driftedResourcesCount", "how many that are")
        .example(
            """
            stackName: shop-network
            resources: [Vpc, PublicRoutes]
            failOnDrift: true
            """)
        .build();
  }

  /** What has drifted now may not have once the plan is carried out. */
  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.calling(context.needs(), 4));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return guarded(params, () -> begin(context, params));
  }

  private static Progress begin(ActionContext context, Params params) {
    var stacks = new Stacks(context);
    var found = stacks.find(params.stackName());
    if (found.isEmpty()) {
      return new Progress.Failed(StackCalls.missing(context, params.stackName()));
    }
    var stack = found.get();
    if (StackStanding.of(stack.stackStatus()) == StackStanding.BUSY) {
      return Progress.running(new Handle(null)).toBeAttended();
    }
    try {
      var look =
          stacks
              .client()
              .detectStackDrift(
                  r -> {
                    r.stackName(stack.stackId());
                    if (!params.resources().isEmpty()) {
                      r.logicalResourceIds(params.resources());
                    }
                  });
      return Progress.running(new Handle(look.stackDriftDetectionId()));
    } catch (CloudFormationException e) {
      if (Stacks.isAlreadyLookedAt(e)) {
        return Progress.running(new Handle(null)).toBeAttended();
      }
      throw e;
    }
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var id = Json.as(json, Handle.class).detectionId();
    return guarded(
        params,
        () -> {
          if (id == null) {
            return begin(context, params);
          }
          var stacks = new Stacks(context);
          var look =
              stacks.client().describeStackDriftDetectionStatus(r -> r.stackDriftDetectionId(id));
          return switch (look.detectionStatus()) {
            case DETECTION_IN_PROGRESS, UNKNOWN_TO_SDK_VERSION -> Progress.running(new Handle(id));
            case DETECTION_FAILED ->
                new Progress.Failed(
                    Problem.of(
                        ProblemCode.WORK_FAILED,
                        "not all of the stack '"
                            + params.stackName()
                            + "' could be looked at: "
                            + look.detectionStatusReason(),
                        "Allow the role to read what is in the stack."));
            case DETECTION_COMPLETE -> told(params, drifted(stacks, params));
          };
        });
  }

  /** Of others than it looked at, an earlier look may still tell. */
  private static List<StackResourceDrift> drifted(Stacks stacks, Params params) {
    return stacks
        .client()
        .describeStackResourceDriftsPaginator(
            r ->
                r.stackName(params.stackName())
                    .stackResourceDriftStatusFilters(
                        StackResourceDriftStatus.MODIFIED, StackResourceDriftStatus.DELETED))
        .stream()
        .flatMap(page -> page.stackResourceDrifts().stream())
        .filter(
            drift ->
                params.resources().isEmpty()
                    || params.resources().contains(drift.logicalResourceId()))
        .toList();
  }

  private static Progress told(Params params, List<StackResourceDrift> drifted) {
    return params.failOnDrift() && !drifted.isEmpty()
        ? new Progress.Failed(
            Problem.of(
                ProblemCode.WORK_FAILED,
                "the stack '"
                    + params.stackName()
                    + "' has drifted: "
                    + drifted.stream().map(DetectDrift::text).collect(Collectors.joining(", ")),
                "Bring it back by a change set with --deployment-mode REVERT_DRIFT, or have its"
                    + " template say what is."))
        : Progress.done(Change.NONE, outputs(drifted));
  }

  private static Map<String, String> outputs(List<StackResourceDrift> drifted) {
    var outputs = new TreeMap<String, String>();
    outputs.put("driftStatus", drifted.isEmpty() ? "IN_SYNC" : "DRIFTED");
    outputs.put("driftedResourcesCount", String.valueOf(drifted.size()));
    outputs.put("driftedResources", Json.write(resources(drifted)));
    return outputs;
  }

  /** Without values: some are secrets. */
  private static ArrayNode resources(List<StackResourceDrift> drifted) {
    var all = Json.object().arrayNode();
    for (var drift : drifted) {
      var one =
          all.addObject()
              .put("logicalId", drift.logicalResourceId())
              .put("type", drift.resourceType())
              .put("status", drift.stackResourceDriftStatusAsString());
      paths(drift).forEach(one.putArray("properties")::add);
    }
    return all;
  }

  /** {@code Topic (AWS::SNS::Topic) MODIFIED /DisplayName}. */
  private static String text(StackResourceDrift drift) {
    var what =
        drift.logicalResourceId()
            + " ("
            + drift.resourceType()
            + ") "
            + drift.stackResourceDriftStatusAsString();
    return paths(drift).isEmpty() ? what : what + " " + String.join(" ", paths(drift));
  }

  private static List<String> paths(StackResourceDrift drift) {
    return drift.propertyDifferences().stream().map(PropertyDifference::propertyPath).toList();
  }

  /** Nothing is left behind by a look that nobody waits for. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return new Progress.NotBegun();
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("look for drift in stack '" + params.stackName() + "'", calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of(Stacks.lock(target, params.stackName()));
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Nothing();
  }
}
