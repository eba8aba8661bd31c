package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.plan.PlannedResource;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.run.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Says what a deletion of a stack would take along, and what stands in its way. */
final class DeletionPreview {
  private final ActionContext context;
  private final DeleteStack.Params params;
  private final Stacks stacks;

  DeletionPreview(ActionContext context, DeleteStack.Params params) {
    this.context = context;
    this.params = params;
    this.stacks = new Stacks(context);
  }

  Progress look() {
    if (!context.needs().isEmpty()) {
      return Progress.previewed(Preview.unknown(context.needs()));
    }
    var found = stacks.find(params.stackName());
    if (found.isEmpty()) {
      return previewed(
          Change.NO_CHANGE, List.of(), PlanRead.absent(params.stackName()), List.of(), List.of());
    }
    var stack = found.get();
    if (!stacks.isOurs(stack) && !params.adopt()) {
      return new Progress.Failed(stacks.notOurs(stack));
    }
    if (StackStanding.of(stack.stackStatus()) == StackStanding.BUSY) {
      return Progress.running(StackHandle.waiting()); // as it is now it will not be deleted
    }
    return previewed(
        Change.DELETE,
        resources(stack),
        PlanRead.of(stack),
        List.of("what is deleted with the stack cannot be brought back"),
        warnings(stack));
  }

  private List<PlannedResource> resources(Stack stack) {
    return stacks.client().listStackResourcesPaginator(r -> r.stackName(stack.stackId())).stream()
        .flatMap(page -> page.stackResourceSummaries().stream())
        .map(
            r ->
                new PlannedResource(
                    r.logicalResourceId(),
                    r.resourceType(),
                    Change.DELETE,
                    null,
                    List.of(),
                    List.of(),
                    r.physicalResourceId()))
        .toList();
  }

  private List<String> warnings(Stack stack) {
    var warnings = new ArrayList<String>();
    if (Boolean.TRUE.equals(stack.enableTerminationProtection())) {
      warnings.add(
          params.unprotect()
              ? "its termination protection is switched off first"
              : "it is protected against termination: its deletion will be refused");
    }
    stack.outputs().stream()
        .map(Output::exportName)
        .filter(Objects::nonNull)
        .forEach(
            export -> {
              var importers = stacks.importers(export);
              if (!importers.isEmpty()) {
                warnings.add(
                    "the export "
                        + export
                        + " is used by "
                        + String.join(", ", importers)
                        + ": until that ends, its deletion fails");
              }
            });
    return warnings;
  }

  private static Progress previewed(
      Change change,
      List<PlannedResource> resources,
      Map<String, String> read,
      List<String> irreversible,
      List<String> warnings) {
    return Progress.previewed(
        new Preview(
            change,
            List.of(),
            resources,
            read,
            change == Change.DELETE ? 3 : 1,
            irreversible,
            warnings));
  }
}
