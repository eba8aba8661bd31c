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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Says what a deployment of a stack would change. A stack that stands is asked by a change set,
 * which stays for an apply; an empty one is deleted at once. A stack that is not there needs one
 * only where its template does not say by itself what is in it. Asked again, it finds its own
 * change set by name.
 */
final class StackPreview {
  private final ActionContext context;
  private final CreateStack.Params params;
  private final Stacks stacks;
  private final TemplateRef template;
  private final String token;
  private final StackChangeSet changeSet;

  StackPreview(ActionContext context, CreateStack.Params params) {
    this.context = context;
    this.params = params;
    this.stacks = new Stacks(context);
    this.template = TemplateRef.of(params.template());
    this.token = context.token(PlannedStack.PREVIEW);
    this.changeSet = new StackChangeSet(context, stacks, token);
  }

  Progress look() {
    var recorded = context.recorded();
    if (recorded.isPresent() && recorded.get().isTrusted()) {
      return unchanged(PlanRead.of(params.stackName(), recorded.get()), recorded.get().outputs());
    }
    var found = stacks.find(params.stackName());
    if (found.isEmpty()) {
      return absent(null);
    }
    var stack = found.get();
    if (!params.adopt() && !stacks.isOurs(stack)) {
      return new Progress.Failed(stacks.notOurs(stack));
    }
    return switch (StackStanding.of(stack.stackStatus())) {
      case BUSY, GONE -> Progress.running(StackHandle.waiting());
      case REVIEW -> absent(stack);
      case BROKEN ->
          created(
              PlanRead.of(stack),
              null,
              resources(),
              List.of("it is " + stack.stackStatusAsString() + " and is deleted first"));
      case STUCK -> new Progress.Failed(Stacks.stuck(stack));
      case READY ->
          recorded.filter(r -> Stacks.isAs(r, stack)).isPresent()
              ? unchanged(stack)
              : context.needs().isEmpty() ? compared(stack) : open(stack, List.of());
    };
  }

  /** There is no stack, or nothing of one but its name. */
  private Progress absent(@Nullable Stack review) {
    var readable = template.content(context).filter(TemplateContent::isPlain).isPresent();
    // A change set takes no timeout.
    if (readable || !context.needs().isEmpty() || params.timeoutInMinutes() != null) {
      return created(PlanRead.absent(params.stackName()), null, resources(), List.of());
    }
    var described = review == null ? Optional.<ChangeSetView>empty() : changeSet.of(review);
    if (described.isEmpty()) {
      changeSet.request(
          ChangeSetType.CREATE,
          params.stackName(),
          params,
          StackInput.forCreate(context, params, stacks),
          token);
      return Progress.runningSoon(StackHandle.waiting());
    }
    var set = described.get();
    var stack = Objects.requireNonNull(review);
    return switch (set.status()) {
      case CREATE_COMPLETE ->
          created(
              PlanRead.absent(params.stackName()),
              ChangeSetType.CREATE,
              set.resources(),
              List.of());
      case FAILED -> {
        changeSet.delete(stack);
        stacks.deleteIfOnlyReviewed(stack);
        yield set.missesExport()
            ? created(PlanRead.absent(params.stackName()), null, resources(), List.of(set.reason()))
            : new Progress.Failed(set.failure());
      }
      default -> Progress.runningSoon(StackHandle.waiting());
    };
  }

  /** What the template says of them, as far as it says it by itself. */
  private List<PlannedResource> resources() {
    return template
        .content(context)
        .filter(TemplateContent::isPlain)
        .map(TemplateContent::created)
        .orElse(List.of());
  }

  private Progress created(
      Map<String, String> read,
      @Nullable ChangeSetType type,
      List<PlannedResource> resources,
      List<String> warnings) {
    var irreversible = new ArrayList<String>();
    if (Boolean.TRUE.equals(params.terminationProtection())) {
      irreversible.add("it will be protected against termination");
    }
    template
        .content(context)
        .map(TemplateContent::retained)
        .orElse(List.of())
        .forEach(id -> irreversible.add(id + " is retained: deleting the stack leaves it behind"));
    return previewed(Change.CREATE, resources, with(read, type), 3, irreversible, warnings, null);
  }

  private Progress compared(Stack stack) {
    var described = changeSet.of(stack);
    if (described.isEmpty()) {
      changeSet.request(
          ChangeSetType.UPDATE,
          stack.stackId(),
          params,
          StackInput.forUpdate(context, params, stacks, stack),
          token);
      return Progress.runningSoon(StackHandle.waiting());
    }
    var set = described.get();
    return switch (set.status()) {
      case CREATE_COMPLETE -> changed(stack, set.resources());
      case FAILED -> {
        changeSet.delete(stack);
        yield set.isEmpty()
            ? unchanged(stack)
            : set.missesExport()
                ? open(stack, List.of(set.reason()))
                : new Progress.Failed(set.failure());
      }
      default -> Progress.runningSoon(StackHandle.waiting());
    };
  }

  private Progress changed(Stack stack, List<PlannedResource> resources) {
    var replaces = resources.stream().anyMatch(r -> r.action() == Change.REPLACE);
    var irreversible = new ArrayList<>(ResourceChanges.losses(resources));
    template.content(context).map(TemplateContent::secrets).orElse(List.of()).stream()
        .filter(params.parameters()::containsKey)
        .forEach(
            name ->
                irreversible.add(
                    "the parameter " + name + " is NoEcho: nobody knows its value of before"));
    return previewed(
        replaces ? Change.REPLACE : Change.UPDATE,
        resources,
        with(PlanRead.of(stack), ChangeSetType.UPDATE),
        3,
        irreversible,
        List.of(),
        null);
  }

  private Progress unchanged(Map<String, String> read, Map<String, String> outputs) {
    return previewed(
        Change.NO_CHANGE, List.of(), with(read, null), 1, List.of(), List.of(), outputs);
  }

  /** Its inputs are the same; there are settings that no change set knows. */
  private Progress unchanged(Stack stack) {
    var settings = new ArrayList<String>();
    var wanted = params.terminationProtection();
    if (wanted != null && wanted != Boolean.TRUE.equals(stack.enableTerminationProtection())) {
      settings.add("termination protection is switched " + (wanted ? "on" : "off"));
    }
    if (params.stackPolicy() != null && !stacks.hasPolicy(stack, params.stackPolicy())) {
      settings.add("the stack policy changes");
    }
    return settings.isEmpty()
        ? unchanged(PlanRead.of(stack), Stacks.outputs(stack))
        : previewed(
            Change.UPDATE,
            List.of(),
            with(PlanRead.of(stack), null),
            3,
            List.of(),
            settings,
            Stacks.outputs(stack));
  }

  /** What is to be compared with the stack is not known yet. */
  private Progress open(Stack stack, List<String> warnings) {
    return previewed(
        Change.UNKNOWN, List.of(), with(PlanRead.of(stack), null), 3, List.of(), warnings, null);
  }

  private Map<String, String> with(Map<String, String> read, @Nullable ChangeSetType type) {
    return PlanRead.with(read, template.identity(), type);
  }

  private Progress previewed(
      Change change,
      List<PlannedResource> resources,
      Map<String, String> read,
      int calls,
      List<String> irreversible,
      List<String> warnings,
      @Nullable Map<String, String> outputs) {
    return new Progress.Previewed(
        new Preview(change, context.needs(), resources, read, calls, irreversible, warnings),
        outputs == null ? Map.of() : outputs,
        Map.of());
  }
}
