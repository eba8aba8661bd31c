package io.coreautomation.execute.simulation;

import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.task.TaskVerb;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Holds the calls to the twin, and what came of them, against the laws. */
final class TwinWitness {
  /** What an event says when something is begun under a token, and not only goes on. */
  private static final Set<String> BEGINNINGS =
      Set.of("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS");

  private final World world;
  private final CloudFormationClient look;

  /** The ids of all stacks that were ever made, by name. */
  private final Map<String, Set<String>> stacks = new HashMap<>();

  TwinWitness(World world, CloudFormationClient look) {
    this.world = world;
    this.look = look;
  }

  /** The laws that can be seen at a call that changes something. */
  void calling(CloudFormationRequest request) {
    var run =
        world.truth().runs().stream()
            .filter(world.truth()::holds)
            .findFirst()
            .orElseThrow(
                () -> new Violation(Law.FENCE, "by a turn that does not hold the run: " + request));
    if (world.truth().row(run).isTerminal()) {
      throw new Violation(Law.STANDSTILL, "after the run's end: " + request);
    }
    if (!isPlanned(run.task(), request)) {
      throw new Violation(Law.PLANNED, "by a run that is to " + run.task() + ": " + request);
    }
    switch (request) {
      case CreateStackRequest create -> requireDependencies(run, create.stackName());
      case ExecuteChangeSetRequest execute -> requireDependencies(run, execute.stackName());
      case DeleteStackRequest delete when run.task() != TaskVerb.PLAN ->
          requireDependencies(run, delete.stackName());
      default -> {}
    }
  }

  /** A plan makes and removes change sets; its apply makes no stack but by one. */
  private static boolean isPlanned(TaskVerb task, CloudFormationRequest request) {
    return switch (request) {
      case CreateChangeSetRequest _, DeleteChangeSetRequest _ -> task == TaskVerb.PLAN;
      case ExecuteChangeSetRequest _ -> task == TaskVerb.APPLY;
      case CreateStackRequest _ -> task == TaskVerb.DEPLOY;
      default -> true;
    };
  }

  /** Notes which stacks there are. */
  void answered(CloudFormationRequest request, Object answer) {
    if (answer instanceof CreateStackResponse made) {
      note(((CreateStackRequest) request).stackName(), made.stackId());
    }
    if (answer instanceof CreateChangeSetResponse made) {
      note(((CreateChangeSetRequest) request).stackName(), made.stackId());
    }
  }

  private void note(String name, String id) {
    stacks.computeIfAbsent(actionOf(name), key -> new LinkedHashSet<>()).add(id);
  }

  private void requireDependencies(SimRun run, String stack) {
    for (var dependency : run.list().byId().get(actionOf(stack)).dependsOn()) {
      if (!statuses(dependency).contains("CREATE_COMPLETE")) {
        throw new Violation(Law.DEPENDENCIES, stack + " is touched before " + dependency);
      }
    }
  }

  private static String actionOf(String stack) {
    return stack.contains("/") ? stack.split("/", -1)[1] : stack;
  }

  /** What happened to all stacks that ever had that name. */
  private List<StackEvent> events(String stack) {
    return stacks.getOrDefault(stack, Set.of()).stream()
        .flatMap(id -> look.describeStackEvents(r -> r.stackName(id)).stackEvents().stream())
        .filter(e -> "AWS::CloudFormation::Stack".equals(e.resourceType()))
        .filter(e -> e.stackId().equals(e.physicalResourceId()))
        .toList();
  }

  /** All that stacks of that name ever were. */
  Set<String> statuses(String stack) {
    var statuses = new HashSet<String>();
    events(stack).forEach(e -> statuses.add(e.resourceStatusAsString()));
    return statuses;
  }

  /** Of a run that is at its end. */
  void requireTruth(SimRun run) {
    for (var action : run.list().actions()) {
      var begun =
          events(action.id()).stream()
              .filter(e -> BEGINNINGS.contains(e.resourceStatusAsString()))
              .filter(e -> e.clientRequestToken() != null) // who has none is none of ours
              .map(StackEvent::clientRequestToken)
              .toList();
      if (begun.size() > new HashSet<>(begun).size()) {
        throw new Violation(Law.EFFECTS_ONCE, action.id() + " was begun by " + begun);
      }
      var status = world.truth().state(run).action(action.id()).status();
      if (run.task() != TaskVerb.PLAN
          && status == ActionStatus.COMPLETE
          && !statuses(action.id()).contains("CREATE_COMPLETE")) {
        throw new Violation(Law.EFFECTS_THERE, action.id() + " is COMPLETE, but not there");
      }
    }
  }

  /** What became of every stack. */
  Set<String> effects() {
    var effects = new TreeSet<String>();
    stacks.keySet().forEach(stack -> effects.add(stack + " " + statuses(stack)));
    return effects;
  }
}
