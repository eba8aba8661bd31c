package io.coreautomation.simulator.cloudformation.stackset;

import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.stack.StackShelf;
import io.coreautomation.simulator.cloudformation.stackset.SetOperation.Target;
import io.coreautomation.simulator.cloudformation.stackset.StackSetRecord.Instance;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The operations of stack sets, and how they stand by the stacks that they work on. */
public final class SetOperations {
  private static final String DELETE = "DELETE";
  private static final Duration LEAST = Duration.ofSeconds(10);

  private final TwinWorld world;
  private final StackShelf shelf;
  private final Documents<SetOperation> operations;

  SetOperations(TwinWorld world, StackShelf shelf) {
    this.world = world;
    this.shelf = shelf;
    this.operations =
        new Documents<>(world, "cloudformation/stack-set-operation", SetOperation.class);
  }

  private static String key(StackSetRecord set, String id) {
    return set.key() + "/" + id;
  }

  Optional<SetOperation> find(StackSetRecord set, String id) {
    return operations.get(key(set, id));
  }

  boolean isBusy(StackSetRecord set) {
    return operations.under(set.key() + "/").stream()
        .anyMatch(o -> List.of("RUNNING", "STOPPING").contains(status(o)));
  }

  SetOperation begin(StackSetRecord set, String id, String action, List<Target> targets) {
    var operation = new SetOperation(id, action, world.now(), List.copyOf(targets), null);
    operations.put(key(set, id), operation, world.now().plus(LEAST));
    return operation;
  }

  void stop(StackSetRecord set, SetOperation operation) {
    if (!status(operation).equals("RUNNING")) {
      throw Refused.invalid("Operation " + operation.id() + " is " + status(operation));
    }
    operations.put(key(set, operation.id()), operation.stopped(world.now()));
  }

  /** Forgets those of a set that is deleted. */
  void forget(StackSetRecord set) {
    operations
        .under(set.key() + "/")
        .forEach(operation -> operations.delete(key(set, operation.id())));
  }

  /** How an operation stands. */
  public String status(SetOperation operation) {
    var now = world.now();
    var rests =
        !now.isBefore(operation.startedAt().plus(LEAST))
            && operation.targets().stream().noneMatch(t -> result(operation, t).equals("RUNNING"));
    if (operation.stoppedAt() != null) {
      return rests ? "STOPPED" : "STOPPING";
    }
    if (!rests) {
      return "RUNNING";
    }
    return operation.targets().stream().anyMatch(t -> result(operation, t).equals("FAILED"))
        ? "FAILED"
        : "SUCCEEDED";
  }

  /** How an operation stands in one place. */
  public String result(SetOperation operation, Target target) {
    if (target.stackId().isEmpty()) {
      return "FAILED";
    }
    var status = stackStatus(target.stackId());
    if (status.endsWith("_IN_PROGRESS")) {
      return "RUNNING";
    }
    var wanted =
        operation.action().equals(DELETE)
            ? List.of("DELETE_COMPLETE")
            : List.of("CREATE_COMPLETE", "UPDATE_COMPLETE");
    return wanted.contains(status) ? "SUCCEEDED" : "FAILED";
  }

  /** Why it failed there. */
  public String reason(Target target) {
    return target.stackId().isEmpty()
        ? target.refusal()
        : "The stack is " + stackStatus(target.stackId());
  }

  /** Whether a stack is what its set says, is not, or was to be deleted and could not be. */
  public String standing(Instance instance) {
    var status = stackStatus(instance.stackId());
    if (instance.leaving()) {
      return status.endsWith("_IN_PROGRESS") ? "OUTDATED" : "INOPERABLE";
    }
    return List.of("CREATE_COMPLETE", "UPDATE_COMPLETE").contains(status) ? "CURRENT" : "OUTDATED";
  }

  /** Whether a set has no such stack any more: it was to go, and has gone. */
  boolean isGone(Instance instance) {
    return instance.leaving() && stackStatus(instance.stackId()).equals("DELETE_COMPLETE");
  }

  String stackStatus(String stackId) {
    return shelf.byId(stackId).map(e -> e.statusAt(world.now())).orElse("DELETE_COMPLETE");
  }
}
