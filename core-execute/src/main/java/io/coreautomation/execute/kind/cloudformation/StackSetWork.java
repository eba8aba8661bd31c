package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.NameAlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.OperationIdAlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.OperationInProgressException;
import software.amazon.awssdk.services.cloudformation.model.PermissionModels;
import software.amazon.awssdk.services.cloudformation.model.StackInstanceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSet;

/**
 * A stack set on its way to what it should be, in up to four steps: it is created, or updated with
 * its stacks; its units get stacks in new regions; new units get stacks in all regions. The id of
 * each operation is its step's token, so a look finds which have been begun, and how they stand.
 */
final class StackSetWork {
  /** The steps that are operations; each waits for the one before. */
  private enum Step {
    UPDATE,
    /** What a set says of its regions is true of all its units only before it gets new ones. */
    REGIONS,
    UNITS
  }

  private final ActionContext context;
  private final PutStackSet.Params params;
  private final Stacks stacks;
  private final StackSetAccess access;
  private final @Nullable StackSet set;

  StackSetWork(ActionContext context, PutStackSet.Params params) {
    this.context = context;
    this.params = params;
    this.stacks = new Stacks(context);
    this.access = new StackSetAccess(context, params.stackSetName(), params.delegatedAdmin());
    this.set = access.find().orElse(null);
  }

  private StackSetGap gap(StackSet found) {
    return new StackSetGap(context, params, stacks, found);
  }

  /** Why it is left alone; nothing if it is ours, or not there. */
  Optional<Problem> refused() {
    return set == null
        ? Optional.empty()
        : access.refused(
            set,
            params.adopt(),
            "Choose another stackSetName, or set 'adopt: true' to take it over.");
  }

  /** What is to be done. */
  PutStackSet.Handle wanted() {
    if (set == null) {
      return new PutStackSet.Handle(Change.CREATE, false);
    }
    var behind = isBehind();
    var asWanted = !behind && gap(set).isNone();
    return new PutStackSet.Handle(asWanted ? Change.NO_CHANGE : Change.UPDATE, behind);
  }

  /** Whether an operation has failed for some of its stacks: an update deploys them again. */
  private boolean isBehind() {
    return stacks
        .client()
        .listStackInstancesPaginator(r -> r.stackSetName(params.stackSetName()).callAs(access.as()))
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
    var left = new ArrayList<Step>();
    for (var step : Step.values()) {
      var begun = access.status(token(step));
      if (begun.isEmpty()) {
        left.add(step);
        continue;
      }
      switch (begun.get()) {
        case QUEUED, RUNNING, STOPPING, UNKNOWN_TO_SDK_VERSION -> {
          return Progress.running(handle);
        }
        case FAILED, STOPPED -> {
          return new Progress.Failed(access.failure(token(step), begun.get()));
        }
        case SUCCEEDED -> {} // on to the next step
      }
    }
    for (var step : left) {
      if (isNeeded(step, set) || step == Step.UPDATE && handle.mends()) {
        begin(step, set);
        return Progress.running(handle);
      }
    }
    return Progress.done(handle.change(), outputs());
  }

  private boolean isNeeded(Step step, StackSet found) {
    return switch (step) {
      case UPDATE -> gap(found).differs();
      case UNITS -> !gap(found).newUnits().isEmpty();
      case REGIONS -> !gap(found).newRegions().isEmpty();
    };
  }

  private void begin(Step step, StackSet found) {
    try {
      switch (step) {
        case UPDATE -> update(found);
        case UNITS -> extend(step, gap(found).newUnits(), params.regions());
        case REGIONS -> extend(step, gap(found).oldUnits(), gap(found).newRegions());
      }
    } catch (OperationIdAlreadyExistsException | OperationInProgressException e) {
      // Our own, whose answer was lost, or one of others, which is waited out.
    }
  }

  private String token(Step step) {
    return context.token(step.name().toLowerCase(Locale.ROOT));
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
    for (var step : Step.values()) {
      if (access.stopped(token(step))) {
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
                      .autoDeployment(params.deployment())
                      .callAs(access.as())
                      .clientRequestToken(context.token("create")));
    } catch (NameAlreadyExistsException e) {
      // Our own, whose answer was lost, or somebody else's: the next look tells.
    }
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
                    .autoDeployment(params.deployment())
                    .callAs(access.as())
                    .operationPreferences(params.pace().preferences())
                    .operationId(token(Step.UPDATE)));
  }

  private void extend(Step step, List<String> units, List<String> regions) {
    stacks
        .client()
        .createStackInstances(
            r ->
                r.stackSetName(params.stackSetName())
                    .deploymentTargets(t -> t.organizationalUnitIds(units))
                    .regions(regions)
                    .callAs(access.as())
                    .operationPreferences(params.pace().preferences())
                    .operationId(token(step)));
  }

  Map<String, String> outputs() {
    return set == null ? Map.of() : Map.of("stackSetId", set.stackSetId());
  }
}
