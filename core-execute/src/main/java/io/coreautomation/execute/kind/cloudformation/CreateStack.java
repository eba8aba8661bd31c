package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Planned;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.execute.kind.Wanted;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import io.coreautomation.framework.shape.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Creates a stack, or updates it if it is there. */
public final class CreateStack implements ActionHandler<CreateStack.Params> {
  private static final List<String> CAPABILITIES =
      List.of("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND");

  /** What becomes of a stack whose creation fails. */
  public enum OnFailure {
    ROLLBACK,
    DELETE,
    DO_NOTHING
  }

  /** What a stack should be. */
  @Doc("What the stack should be.")
  public record Params(
      @Doc("the stack's name") @Role(Role.Kind.STACK_NAME) String stackName,
      @Doc("the template's path in the package, or its https URL")
          @Role(Role.Kind.TEMPLATE)
          @Alias("templateUrl")
          JsonNode template,
      @Doc("values of the template's parameters; what is left out keeps its value")
          @Alias("stackParameters")
          Map<String, String> parameters,
      @Doc("tags of the stack and of what it holds") Map<String, String> tags,
      @Doc("what the template may do; by default CAPABILITY_IAM and CAPABILITY_NAMED_IAM")
          List<String> capabilities,
      @Doc("whether a deletion is refused; left as it is when not given")
          @Role(Role.Kind.PROTECTION)
          @Nullable Boolean terminationProtection,
      @Doc("what updates may do to which resources: a path in the package, or the policy itself")
          @Role(Role.Kind.DOCUMENT)
          @Nullable JsonNode stackPolicy,
      @Doc("what becomes of a stack whose creation fails; by default it is rolled back")
          @Nullable OnFailure onFailure,
      @Doc("after which CloudFormation gives up a creation; by default it does not")
          @Nullable Integer timeoutInMinutes,
      @Doc("outputs that are stored and shown nowhere; those made of NoEcho parameters are anyway")
          List<String> sensitiveOutputs,
      @Doc("take over a stack that does not bear this deployment's owner tag") boolean adopt) {
    public Params {
      StackNames.check(stackName);
      checkCapabilities(capabilities);
      if (timeoutInMinutes != null && timeoutInMinutes < 1) {
        throw new InvalidFieldException(
            "timeoutInMinutes", "timeoutInMinutes is " + timeoutInMinutes, "Use at least 1.");
      }
    }

    List<String> granted() {
      return capabilities.isEmpty() ? CAPABILITIES.subList(0, 2) : capabilities;
    }
  }

  /** Refuses what is no capability. */
  static void checkCapabilities(List<String> capabilities) {
    for (var capability : capabilities) {
      if (!CAPABILITIES.contains(capability)) {
        throw new InvalidFieldException(
            "capabilities",
            "there is no capability '" + capability + "'",
            NearestName.suggestion(CAPABILITIES, capability));
      }
    }
  }

  private final StackDigest digests = new StackDigest();

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::CreateStack", Params.class, "Creates a stack, or updates it if it is there.")
        .targeted()
        .repeatability(
            new Repeatability.Findable(
                "the stack's name and the client request token of its events"))
        .permissions(
            "cloudformation:DescribeStacks",
            "cloudformation:DescribeStackEvents",
            "cloudformation:DescribeAccountLimits",
            "cloudformation:ListStacks",
            "cloudformation:ListChangeSets",
            "cloudformation:CreateStack",
            "cloudformation:UpdateStack",
            "cloudformation:DeleteStack",
            "cloudformation:CancelUpdateStack",
            "cloudformation:GetTemplateSummary",
            "cloudformation:UpdateTerminationProtection",
            "cloudformation:GetStackPolicy",
            "cloudformation:SetStackPolicy",
            "cloudformation:CreateChangeSet",
            "cloudformation:DescribeChangeSet",
            "cloudformation:DeleteChangeSet",
            "cloudformation:ExecuteChangeSet",
            "iam:PassRole")
        .inverse("AWS::DeleteStack")
        .compensation(
            "a stack that was created is deleted, unless it is protected; one that was updated gets"
                + " what the last successful run deployed")
        .usual(Duration.ofMinutes(3))
        // Stabilisation alone may take 3 h, and a rollback as long again.
        .patience(Duration.ofHours(12))
        .output("*", "each output of the stack, by its name")
        .example(
"""
stackName: shop-network
template: templates/network.yaml
parameters:
  Environment: prod
terminationProtection: true
""")
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return guarded(params, () -> new StackPreview(context, params).look());
  }

  @Override
  public Progress verify(ActionContext context, Planned planned) {
    return AwsCalls.guarded(
        "look at the stack of the plan", () -> new PlannedStack(context, planned).verified());
  }

  @Override
  public Progress discard(ActionContext context, Planned planned) {
    return AwsCalls.guarded(
        "drop the plan's change set", () -> new PlannedStack(context, planned).discarded());
  }

  @Override
  public Optional<Problem> lacksRoom(ActionContext context, List<ObjectNode> all) {
    var names =
        all.stream()
            .map(params -> params.path("stackName").textValue())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    try {
      return new StackRoom(context).lackingFor(names);
    } catch (SdkException e) {
      return Optional.empty(); // it is a look ahead: each creation meets what there is
    }
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return guarded(
        params,
        () -> new StackDeployment(context, params, digests).begin(context.mayHaveStarted()));
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode handle) {
    return guarded(
        params, () -> new StackDeployment(context, params, digests).follow(StackHandle.of(handle)));
  }

  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return guarded(
        params,
        () -> new StackDeployment(context, params, digests).callOff(StackHandle.of(handle)));
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("deploy stack '" + params.stackName() + "'", calls);
  }

  @Override
  public Set<String> sensitive(ActionContext context, Params params) {
    var sensitive = new TreeSet<>(params.sensitiveOutputs());
    sensitive.addAll(digests.sensitiveOutputs(params, context));
    return sensitive;
  }

  @Override
  public Progress outputs(ActionContext context, Params params) {
    return StackCalls.read(context, params.stackName());
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of(Stacks.lock(target, params.stackName()));
  }

  @Override
  public Optional<Wanted> wanted(Params params) {
    return Optional.of(new Wanted(Stacks.resource(params.stackName()), StackDigest.of(params)));
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return switch (change) {
      case CREATE ->
          Boolean.TRUE.equals(params.terminationProtection())
              ? new Compensation.Irreversible("created a stack that is protected")
              : new Compensation.By(
                  "AWS::DeleteStack", Json.object().put("stackName", params.stackName()));
      case UPDATE, REPLACE ->
          before == null
              ? new Compensation.Irreversible(
                  "updated a stack, and what it was made from before is not known")
              : new Compensation.By("AWS::CreateStack", before);
      case DELETE, NO_CHANGE, NONE, UNKNOWN -> new Compensation.Nothing();
    };
  }
}
