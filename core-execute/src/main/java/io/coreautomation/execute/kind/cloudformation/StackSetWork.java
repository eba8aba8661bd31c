package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.AutoDeployment;
import software.amazon.awssdk.services.cloudformation.model.CallAs;
import software.amazon.awssdk.services.cloudformation.model.NameAlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.OperationIdAlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.OperationInProgressException;
import software.amazon.awssdk.services.cloudformation.model.OperationNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.PermissionModels;
import software.amazon.awssdk.services.cloudformation.model.StackInstanceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSet;
import software.amazon.awssdk.services.cloudformation.model.StackSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.StackSetOperationPreferences;
import software.amazon.awssdk.services.cloudformation.model.StackSetOperationResultStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSetOperationStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/**
 * A stack set on its way to what it should be, in up to four steps: it is created, or updated with
 * its stacks; its units get stacks in new regions; new units get stacks in all regions. The id of
 * each operation is its step's token, so a look finds which have been begun, and how they stand.
 */
final class StackSetWork {
  private static final String CREATE = "create";
  private static final String UPDATE = "update";
  private static final String UNITS = "units";
  private static final String REGIONS = "regions";

  /** What a set says of its regions is true of all its units only before it gets new ones. */
  private static final List<String> STEPS = List.of(UPDATE, REGIONS, UNITS);

  /** What CloudFormation shows in place of a value that nobody is shown. */
  private static final String HIDDEN = "****";

  private final ActionContext context;
  private final PutStackSet.Params params;
  private final Stacks stacks;
  private final CallAs as;
  private final @Nullable StackSet set;

  StackSetWork(ActionContext context, PutStackSet.Params params) {
    this.context = context;
    this.params = params;
    this.stacks = new Stacks(context);
    this.as = params.delegatedAdmin() ? CallAs.DELEGATED_ADMIN : CallAs.SELF;
    this.set = find();
  }

  private @Nullable StackSet find() {
    try {
      return stacks
          .client()
          .describeStackSet(r -> r.stackSetName(params.stackSetName()).callAs(as))
          .stackSet();
    } catch (StackSetNotFoundException e) {
      return null;
    }
  }

  /** Why it is left alone; nothing if it is ours, or not there. */
  Optional<Problem> refused() {
    if (set == null) {
      return Optional.empty();
    }
    if (set.permissionModel() != PermissionModels.SERVICE_MANAGED) {
      return Optional.of(
          Problem.of(
              ProblemCode.CONFLICT,
              text() + " has permissions that its owner manages, not the organization",
              "Choose another stackSetName."));
    }
    var owner = Stacks.owner(set.tags()).orElse("");
    return params.adopt() || owner.equals(context.owner().text())
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                ProblemCode.CONFLICT,
                text()
                    + (owner.isEmpty()
                        ? " belongs to no deployment of this platform"
                        : " belongs to " + owner)
                    + ", not to "
                    + context.owner(),
                "Choose another stackSetName, or set 'adopt: true' to take it over."));
  }

  private String text() {
    return "the stack set '" + params.stackSetName() + "' in " + context.target();
  }

  /** What is to be done. */
  PutStackSet.Handle wanted() {
    if (set == null) {
      return new PutStackSet.Handle(Change.CREATE, false);
    }
    var behind = isBehind();
    var differs = behind || differs(set) || !newUnits(set).isEmpty() || !newRegions(set).isEmpty();
    return new PutStackSet.Handle(differs ? Change.UPDATE : Change.NO_CHANGE, behind);
  }

  /** Whether an operation has failed for some of its stacks: an update deploys them again. */
  private boolean isBehind() {
    return stacks
        .client()
        .listStackInstancesPaginator(r -> r.stackSetName(params.stackSetName()).callAs(as))
        .summaries()
        .stream()
        .anyMatch(instance -> instance.status() == StackInstanceStatus.OUTDATED);
  }

  /** Waits for what is under way, or makes the next step. */
  Progress goOn(PutStackSet.Handle handle) {
    if (set == null) {
      create();
      return Progress.runningSoon(handle);
    }
    var left = new ArrayList<String>();
    for (var step : STEPS) {
      var begun = status(step);
      if (begun.isEmpty()) {
        left.add(step);
        continue;
      }
      switch (begun.get()) {
        case QUEUED, RUNNING, STOPPING, UNKNOWN_TO_SDK_VERSION -> {
          return Progress.running(handle);
        }
        case FAILED, STOPPED -> {
          return new Progress.Failed(failure(step, begun.get()));
        }
        case SUCCEEDED -> {} // on to the next step
      }
    }
    for (var step : left) {
      if (isNeeded(step, set) || step.equals(UPDATE) && handle.mends()) {
        begin(step, set);
        return Progress.running(handle);
      }
    }
    return Progress.done(handle.change(), outputs());
  }

  private boolean isNeeded(String step, StackSet found) {
    return switch (step) {
      case UPDATE -> differs(found);
      case UNITS -> !newUnits(found).isEmpty();
      default -> !newRegions(found).isEmpty();
    };
  }

  private void begin(String step, StackSet found) {
    try {
      switch (step) {
        case UPDATE -> update(found);
        case UNITS -> extend(UNITS, newUnits(found), params.regions());
        default -> extend(REGIONS, oldUnits(found), newRegions(found));
      }
    } catch (OperationIdAlreadyExistsException | OperationInProgressException e) {
      // Our own, whose answer was lost, or one of others, which is waited out.
    }
  }

  /** How the operation of a step stands; nothing if it was not begun. */
  private Optional<StackSetOperationStatus> status(String step) {
    try {
      return Optional.of(
          stacks
              .client()
              .describeStackSetOperation(
                  r ->
                      r.stackSetName(params.stackSetName())
                          .operationId(context.token(step))
                          .callAs(as))
              .stackSetOperation()
              .status());
    } catch (OperationNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Stops what is under way.
   *
   * @return whether anything is
   */
  boolean stopped() {
    if (set == null) {
      return false;
    }
    for (var step : STEPS) {
      var status = status(step).orElse(null);
      if (status == StackSetOperationStatus.RUNNING || status == StackSetOperationStatus.QUEUED) {
        stacks
            .client()
            .stopStackSetOperation(
                r ->
                    r.stackSetName(params.stackSetName())
                        .operationId(context.token(step))
                        .callAs(as));
      }
      if (status != null && status != StackSetOperationStatus.SUCCEEDED) {
        return true;
      }
    }
    return false;
  }

  private void create() {
    var input = StackInput.forCreate(context, params.stack(), stacks);
    try {
      stacks
          .client()
          .createStackSet(
              r ->
                  r.stackSetName(params.stackSetName())
                      .templateBody(input.templateBody())
                      .templateURL(input.templateUrl())
                      .parameters(input.parameters())
                      .tags(input.tags())
                      .capabilitiesWithStrings(params.stack().granted())
                      .permissionModel(PermissionModels.SERVICE_MANAGED)
                      .autoDeployment(autoDeployment())
                      .callAs(as)
                      .clientRequestToken(context.token(CREATE)));
    } catch (NameAlreadyExistsException e) {
      // Our own, whose answer was lost, or somebody else's: the next look tells.
    }
  }

  private AutoDeployment autoDeployment() {
    var on = params.isAutomatic();
    return AutoDeployment.builder()
        .enabled(on)
        .retainStacksOnAccountRemoval(on ? Boolean.FALSE : null)
        .build();
  }

  private void update(StackSet found) {
    var input = StackInput.forUpdate(context, params.stack(), stacks, found.parameters());
    stacks
        .client()
        .updateStackSet(
            r ->
                r.stackSetName(params.stackSetName())
                    .templateBody(input.templateBody())
                    .templateURL(input.templateUrl())
                    .parameters(input.parameters())
                    .tags(input.tags())
                    .capabilitiesWithStrings(params.stack().granted())
                    .permissionModel(PermissionModels.SERVICE_MANAGED)
                    .autoDeployment(autoDeployment())
                    .callAs(as)
                    .operationPreferences(preferences())
                    .operationId(context.token(UPDATE)));
  }

  private void extend(String step, List<String> units, List<String> regions) {
    stacks
        .client()
        .createStackInstances(
            r ->
                r.stackSetName(params.stackSetName())
                    .deploymentTargets(t -> t.organizationalUnitIds(units))
                    .regions(regions)
                    .callAs(as)
                    .operationPreferences(preferences())
                    .operationId(context.token(step)));
  }

  private StackSetOperationPreferences preferences() {
    return StackSetOperationPreferences.builder()
        .maxConcurrentPercentage(params.maxConcurrentPercentage())
        .failureTolerancePercentage(params.failureTolerancePercentage())
        .build();
  }

  private List<String> newUnits(StackSet found) {
    return params.organizationalUnits().stream()
        .filter(unit -> !found.organizationalUnitIds().contains(unit))
        .toList();
  }

  private List<String> oldUnits(StackSet found) {
    return params.organizationalUnits().stream()
        .filter(found.organizationalUnitIds()::contains)
        .toList();
  }

  private List<String> newRegions(StackSet found) {
    return oldUnits(found).isEmpty()
        ? List.of()
        : params.regions().stream().filter(r -> !found.regions().contains(r)).toList();
  }

  /** A template that only AWS can read may be another one by now. */
  private boolean differs(StackSet found) {
    var body = TemplateRef.of(params.template()).body(context);
    return body.isEmpty()
        || !body.get().equals(found.templateBody())
        || !hasParameters(found)
        || !new HashSet<Tag>(stacks.tags(params.tags())).equals(new HashSet<>(found.tags()))
        || !Set.copyOf(params.stack().granted()).equals(Set.copyOf(found.capabilitiesAsStrings()))
        || params.isAutomatic() != Boolean.TRUE.equals(found.autoDeployment().enabled());
  }

  private boolean hasParameters(StackSet found) {
    var values =
        found.parameters().stream()
            .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue));
    return params.parameters().entrySet().stream()
        .allMatch(
            given ->
                !HIDDEN.equals(values.get(given.getKey()))
                    && given.getValue().equals(values.get(given.getKey())));
  }

  Map<String, String> outputs() {
    return set == null ? Map.of() : Map.of("stackSetId", set.stackSetId());
  }

  private Problem failure(String step, StackSetOperationStatus status) {
    var failed =
        stacks
            .client()
            .listStackSetOperationResultsPaginator(
                r ->
                    r.stackSetName(params.stackSetName())
                        .operationId(context.token(step))
                        .callAs(as))
            .summaries()
            .stream()
            .filter(result -> result.status() == StackSetOperationResultStatus.FAILED)
            .map(r -> r.account() + "/" + r.region() + ": " + r.statusReason())
            .sorted()
            .toList();
    return Problem.of(
        ProblemCode.WORK_FAILED,
        "the operation of "
            + text()
            + " is "
            + status
            + (failed.isEmpty() ? "" : "; in " + String.join("; in ", failed)),
        "Look at the stack there, then run again.");
  }
}
