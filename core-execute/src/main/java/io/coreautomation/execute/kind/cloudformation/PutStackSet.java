package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import io.coreautomation.framework.shape.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.AutoDeployment;

/**
 * Makes a stack set with permissions that the organization manages, or changes it, and sees to its
 * having stacks in some units and regions. Units and regions that are not named any more keep their
 * stacks.
 */
public final class PutStackSet implements ActionHandler<PutStackSet.Params> {
  /** Source: DeploymentTargets, {@code OrganizationalUnitIds}. */
  private static final Pattern UNIT =
      Pattern.compile("ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|r-[a-z0-9]{4,32}");

  /** What the stacks are, and where. */
  @Doc("What the stacks are, and where.")
  public record Params(
      @Doc("the stack set's name") String stackSetName,
      @Doc("the template's path in the package, or its https URL")
          @Role(Role.Kind.TEMPLATE)
          @Alias("templateUrl")
          JsonNode template,
      @Doc("values of the template's parameters; what is left out keeps its value")
          @Alias("stackParameters")
          Map<String, String> parameters,
      @Doc("tags of the stacks and of what they hold") Map<String, String> tags,
      @Doc("what the template may do; by default CAPABILITY_IAM and CAPABILITY_NAMED_IAM")
          List<String> capabilities,
      @Doc("ids of organizational units, or of the root, whose accounts get the stack")
          @Alias("organizationalUnitIds")
          List<String> organizationalUnits,
      @Doc("where each account gets it") List<String> regions,
      @Doc("whether accounts that come into a unit get it, and those that leave lose it")
          @Nullable Boolean autoDeployment,
      @Doc("of the accounts of a region, how many per cent at a time; by default as AWS has it")
          @Nullable Integer maxConcurrentPercentage,
      @Doc("of the accounts of a region, how many per cent may fail; by default none")
          @Nullable Integer failureTolerancePercentage,
      @Doc("act as the organization's delegated administrator, not as its management account")
          boolean delegatedAdmin,
      @Doc("take over a stack set that does not bear this deployment's owner tag") boolean adopt) {
    public Params {
      StackNames.checkStackSet(stackSetName);
      CreateStack.checkCapabilities(capabilities);
      for (int i = 0; i < organizationalUnits.size(); i++) {
        if (!UNIT.matcher(organizationalUnits.get(i)).matches()) {
          throw new InvalidFieldException(
              "organizationalUnits",
              i,
              "'" + organizationalUnits.get(i) + "' is not the id of a unit",
              "Use an id such as ou-abcd-12345678, or the root's, such as r-abcd.");
        }
      }
      new SetPace(maxConcurrentPercentage, failureTolerancePercentage);
    }

    /** Its stacks, as if each were one of its own. */
    CreateStack.Params stack() {
      return new CreateStack.Params(
          stackSetName,
          template,
          parameters,
          tags,
          capabilities,
          null,
          null,
          null,
          null,
          List.of(),
          adopt);
    }

    boolean isAutomatic() {
      return !Boolean.FALSE.equals(autoDeployment);
    }

    AutoDeployment deployment() {
      var on = isAutomatic();
      return AutoDeployment.builder()
          .enabled(on)
          .retainStacksOnAccountRemoval(on ? Boolean.FALSE : null)
          .build();
    }

    SetPace pace() {
      return new SetPace(maxConcurrentPercentage, failureTolerancePercentage);
    }
  }

  /**
   * What was to be done when it was first looked at.
   *
   * @param mends whether some stacks were left behind by an earlier operation
   */
  record Handle(Change change, boolean mends) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::CloudFormation::PutStackSet",
            Params.class,
            "Makes or changes a stack set, and its stacks in the accounts of organizational"
                + " units.")
        .targeted()
        .attended()
        .repeatability(
            new Repeatability.Findable("the stack set's name and the ids of its operations"))
        .permissions(
            "cloudformation:DescribeStackSet",
            "cloudformation:CreateStackSet",
            "cloudformation:UpdateStackSet",
            "cloudformation:CreateStackInstances",
            "cloudformation:ListStackInstances",
            "cloudformation:DescribeStackSetOperation",
            "cloudformation:ListStackSetOperationResults",
            "cloudformation:StopStackSetOperation")
        .inverse(DeleteStackSet.KIND)
        .compensation("deletes a stack set that it has made, with its stacks")
        .usual(Duration.ofMinutes(10))
        .patience(Duration.ofHours(24))
        .output("stackSetId", "the id that AWS gave the stack set")
        .example(
            """
            stackSetName: baseline
            template: templates/baseline.yaml
            organizationalUnits: [ou-abcd-12345678]
            regions: [eu-west-1, eu-central-1]
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    if (!context.needs().isEmpty()) {
      return Progress.previewed(Preview.unknown(context.needs()));
    }
    return guarded(
        params,
        () -> {
          var work = new StackSetWork(context, params);
          var refused = work.refused();
          if (refused.isPresent()) {
            return new Progress.Failed(refused.get());
          }
          var change = work.wanted().change();
          return Progress.previewed(Preview.of(change, change == Change.NO_CHANGE ? 2 : 8));
        });
  }

  /** It looks, and works in the steps after: so what it did can be told after a crash. */
  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return guarded(
        params,
        () -> {
          var work = new StackSetWork(context, params);
          var refused = work.refused();
          if (refused.isPresent()) {
            return new Progress.Failed(refused.get());
          }
          var handle = work.wanted();
          return handle.change() == Change.NO_CHANGE
              ? Progress.done(Change.NO_CHANGE, work.outputs())
              : Progress.runningSoon(handle);
        });
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(params, () -> new StackSetWork(context, params).goOn(handle));
  }

  /** What was begun in an account comes to its end there. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return guarded(
        params,
        () ->
            new StackSetWork(context, params).stopped()
                ? new Progress.Running(handle, Progress.Pace.NORMAL)
                : new Progress.NotBegun());
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("put the stack set '" + params.stackSetName() + "'", calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of(lock(target, params.stackSetName()));
  }

  static String lock(@Nullable Target target, String stackSetName) {
    return "stackset/"
        + Objects.requireNonNull(target, "stack sets have a place")
        + "/"
        + stackSetName;
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return switch (change) {
      case NO_CHANGE -> new Compensation.Nothing();
      case CREATE ->
          new Compensation.By(
              DeleteStackSet.KIND,
              Json.object()
                  .put("stackSetName", params.stackSetName())
                  .put("delegatedAdmin", params.delegatedAdmin()));
      default ->
          new Compensation.Irreversible("has changed a stack set, whose stacks stay as they are");
    };
  }
}
