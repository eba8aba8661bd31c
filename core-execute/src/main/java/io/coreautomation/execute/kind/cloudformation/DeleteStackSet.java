package io.coreautomation.execute.kind.cloudformation;

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
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.OperationIdAlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.OperationInProgressException;
import software.amazon.awssdk.services.cloudformation.model.StackInstanceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackSet;
import software.amazon.awssdk.services.cloudformation.model.StackSetNotFoundException;

/**
 * Deletes a stack set with permissions that the organization manages: first its stacks in all units
 * and regions, then the set. The id of the operation is our token, so a look finds whether it was
 * begun, and how it stands.
 */
public final class DeleteStackSet implements ActionHandler<DeleteStackSet.Params> {
  static final String KIND = "AWS::CloudFormation::DeleteStackSet";
  private static final String STEP = "instances";

  /** Which stack set, and how fast. */
  @Doc("Which stack set is deleted, and how fast its stacks go.")
  public record Params(
      @Doc("the stack set's name") String stackSetName,
      @Doc("of the accounts of a region, how many per cent at a time; by default as AWS has it")
          @Nullable Integer maxConcurrentPercentage,
      @Doc("of the accounts of a region, how many per cent may fail; by default none")
          @Nullable Integer failureTolerancePercentage,
      @Doc("act as the organization's delegated administrator, not as its management account")
          boolean delegatedAdmin,
      @Doc("delete it although it does not bear this deployment's owner tag") boolean adopt) {
    public Params {
      StackNames.checkStackSet(stackSetName);
      new SetPace(maxConcurrentPercentage, failureTolerancePercentage);
    }

    private SetPace pace() {
      return new SetPace(maxConcurrentPercentage, failureTolerancePercentage);
    }
  }

  /** The stack set that was found, and not one that comes to have its name. */
  record Handle(String stackSetId) {}

  /** The units and regions in which a set has stacks. */
  private record Reach(TreeSet<String> units, TreeSet<String> regions) {
    /** What a set says of itself leaves out where an earlier deletion has failed. */
    static Reach of(StackSet set, List<StackInstanceSummary> instances) {
      var reach =
          new Reach(new TreeSet<>(set.organizationalUnitIds()), new TreeSet<>(set.regions()));
      for (var instance : instances) {
        reach.units().add(instance.organizationalUnitId());
        reach.regions().add(instance.region());
      }
      return reach;
    }

    boolean isEmpty() {
      return units.isEmpty() || regions.isEmpty();
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            KIND,
            Params.class,
            "Deletes a stack set with its stacks in all accounts; one that is not there is no"
                + " error.")
        .targeted()
        .attended()
        .repeatability(new Repeatability.Findable("the stack set's id and the id of its operation"))
        .permissions(
            "cloudformation:DescribeStackSet",
            "cloudformation:ListStackInstances",
            "cloudformation:DeleteStackInstances",
            "cloudformation:DescribeStackSetOperation",
            "cloudformation:ListStackSetOperationResults",
            "cloudformation:StopStackSetOperation",
            "cloudformation:DeleteStackSet")
        .usual(Duration.ofMinutes(10))
        .patience(Duration.ofHours(24))
        .example(
            """
            stackSetName: baseline
            maxConcurrentPercentage: 20
            """)
        .build();
  }

  private static StackSetAccess access(ActionContext context, Params params) {
    return new StackSetAccess(context, params.stackSetName(), params.delegatedAdmin());
  }

  private static Optional<Problem> refused(StackSetAccess access, Params params, StackSet set) {
    return access.refused(
        set,
        params.adopt(),
        "Check the stackSetName, or set 'adopt: true' to delete it all the same.");
  }

  private static List<StackInstanceSummary> instances(StackSetAccess access) {
    return access
        .client()
        .listStackInstancesPaginator(r -> r.stackSetName(access.name()).callAs(access.as()))
        .summaries()
        .stream()
        .toList();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    if (!context.needs().isEmpty()) {
      return Progress.previewed(Preview.unknown(context.needs()));
    }
    return guarded(
        params,
        () -> {
          var access = access(context, params);
          var set = access.find();
          if (set.isEmpty()) {
            return Progress.previewed(Preview.of(Change.NO_CHANGE));
          }
          return refused(access, params, set.get())
              .<Progress>map(Progress.Failed::new)
              .orElseGet(() -> Progress.previewed(preview(instances(access).size())));
        });
  }

  private static Preview preview(int stacks) {
    return new Preview(
        Change.DELETE,
        List.of(),
        List.of(),
        Map.of(),
        6,
        List.of("deletes the stacks of the set, which are " + stacks),
        List.of());
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
          var access = access(context, params);
          var set = access.find();
          if (set.isEmpty()) {
            return Progress.done(Change.NO_CHANGE);
          }
          return refused(access, params, set.get())
              .<Progress>map(Progress.Failed::new)
              .orElseGet(() -> Progress.runningSoon(new Handle(set.get().stackSetId())));
        });
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(params, () -> goOn(access(context, params), params, handle));
  }

  private static Progress goOn(StackSetAccess access, Params params, Handle handle) {
    var set = access.find().filter(found -> found.stackSetId().equals(handle.stackSetId()));
    if (set.isEmpty()) {
      return Progress.done(Change.DELETE);
    }
    var id = access.context().token(STEP);
    var begun = access.status(id);
    if (begun.isPresent()) {
      return switch (begun.get()) {
        case QUEUED, RUNNING, STOPPING, UNKNOWN_TO_SDK_VERSION -> Progress.running(handle);
        case FAILED, STOPPED -> new Progress.Failed(access.failure(id, begun.get()));
        case SUCCEEDED -> deleted(access, handle);
      };
    }
    var reach = Reach.of(set.get(), instances(access));
    if (reach.isEmpty()) {
      return deleted(access, handle);
    }
    try {
      access
          .client()
          .deleteStackInstances(
              r ->
                  r.stackSetName(access.name())
                      .deploymentTargets(t -> t.organizationalUnitIds(reach.units()))
                      .regions(reach.regions())
                      .retainStacks(false)
                      .callAs(access.as())
                      .operationPreferences(params.pace().preferences())
                      .operationId(id));
    } catch (OperationIdAlreadyExistsException | OperationInProgressException e) {
      // Our own, whose answer was lost, or one of others, which is waited out.
    }
    return Progress.running(handle);
  }

  private static Progress deleted(StackSetAccess access, Handle handle) {
    try {
      access.client().deleteStackSet(r -> r.stackSetName(access.name()).callAs(access.as()));
      return Progress.done(Change.DELETE);
    } catch (OperationInProgressException e) {
      return Progress.running(handle); // one of others, such as for an account that has come
    } catch (StackSetNotFoundException e) {
      return Progress.done(Change.DELETE);
    }
  }

  /** What was begun in an account comes to its end there; a set without stacks goes. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(
        params,
        () -> {
          var access = access(context, params);
          var id = context.token(STEP);
          if (access.find().isEmpty()) {
            return Progress.done(Change.DELETE);
          }
          if (access.stopped(id)) {
            return Progress.running(handle);
          }
          return access.status(id).isPresent()
              ? goOn(access, params, handle)
              : new Progress.NotBegun();
        });
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("delete the stack set '" + params.stackSetName() + "'", calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of(PutStackSet.lock(target, params.stackSetName()));
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return change == Change.DELETE
        ? new Compensation.Irreversible("has deleted a stack set with its stacks")
        : new Compensation.Nothing();
  }
}
