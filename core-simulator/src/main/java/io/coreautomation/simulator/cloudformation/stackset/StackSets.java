package io.coreautomation.simulator.cloudformation.stackset;

import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.stack.CreateOptions;
import io.coreautomation.simulator.cloudformation.stack.Request;
import io.coreautomation.simulator.cloudformation.stack.StackId;
import io.coreautomation.simulator.cloudformation.stack.StackOperations;
import io.coreautomation.simulator.cloudformation.stack.StackShelf;
import io.coreautomation.simulator.cloudformation.stackset.SetOperation.Target;
import io.coreautomation.simulator.cloudformation.stackset.StackSetRecord.Content;
import io.coreautomation.simulator.cloudformation.stackset.StackSetRecord.Instance;
import io.coreautomation.simulator.cloudformation.template.ParameterValues;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.Organization;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

/**
 * The stack sets of a world. An operation begins with all its stacks at once; it ends when the last
 * of them is at rest.
 */
public final class StackSets {
  private static final Duration LEAST = Duration.ofSeconds(10);

  private final TwinWorld world;
  private final StackShelf shelf;
  private final StackOperations stacks;
  private final Documents<StackSetRecord> sets;
  private final Documents<SetOperation> operations;

  public StackSets(TwinWorld world, StackShelf shelf, StackOperations stacks) {
    this.world = world;
    this.shelf = shelf;
    this.stacks = stacks;
    this.sets = new Documents<>(world, "cloudformation/stack-set", StackSetRecord.class);
    this.operations =
        new Documents<>(world, "cloudformation/stack-set-operation", SetOperation.class);
  }

  /** Makes a stack set without stacks. */
  public StackSetRecord create(Place place, String name, String token, Content content) {
    StackOperations.checkName(name);
    return alone(
        place,
        () -> {
          var known = sets.get(key(place, name));
          if (known.isPresent()) {
            if (!token.isEmpty() && known.get().token().equals(token)) {
              return known.get();
            }
            throw Refused.stackSetExists(name);
          }
          var set =
              new StackSetRecord(
                  name,
                  name + ":" + StackId.uuid(place + name),
                  place,
                  token,
                  content,
                  List.of(),
                  List.of(),
                  List.of());
          sets.put(set.key(), set);
          return set;
        });
  }

  public StackSetRecord existing(Place place, String name) {
    return sets.get(key(place, name)).orElseThrow(() -> Refused.noStackSet(name));
  }

  /** Makes a stack set and all its stacks from something else. */
  public SetOperation update(Place place, String name, String operationId, Content content) {
    return alone(
        place,
        () -> {
          var set = free(place, name, operationId);
          var changed = set.with(content);
          var targets = set.instances().stream().map(i -> updated(changed, i)).toList();
          sets.put(set.key(), changed.having(targets.stream().map(Target::instance).toList()));
          return begun(set, operationId, "UPDATE", targets);
        });
  }

  /** Makes stacks in more places; where there is one already, it stays. */
  public SetOperation extend(
      Place place, String name, String operationId, List<String> units, List<String> regions) {
    return alone(
        place,
        () -> {
          var set = free(place, name, operationId);
          var targets = new ArrayList<Target>();
          for (var unit : units) {
            for (var account :
                Organization.of(world)
                    .accounts(unit)
                    .orElseThrow(() -> Refused.invalid("No such organizational unit: " + unit))) {
              for (var region : regions) {
                var to = new Place(account, region);
                if (set.instances().stream().noneMatch(i -> i.place().equals(to))) {
                  targets.add(created(set, unit, to, ""));
                }
              }
            }
          }
          sets.put(
              set.key(), set.with(units, regions, targets.stream().map(Target::instance).toList()));
          return begun(set, operationId, "CREATE", targets);
        });
  }

  public SetOperation operation(Place place, String name, String id) {
    return operations
        .get(existing(place, name).key() + "/" + id)
        .orElseThrow(() -> Refused.noStackSetOperation(id));
  }

  public void stop(Place place, String name, String id) {
    alone(
        place,
        () -> {
          var operation = operation(place, name, id);
          if (!status(operation).equals("RUNNING")) {
            throw Refused.invalid("Operation " + id + " is " + status(operation));
          }
          operations.put(key(place, name) + "/" + id, operation.stopped(world.now()));
          return operation;
        });
  }

  /** How an operation stands. */
  public String status(SetOperation operation) {
    var now = world.now();
    var rests =
        !now.isBefore(operation.startedAt().plus(LEAST))
            && operation.targets().stream().noneMatch(t -> result(t).equals("RUNNING"));
    if (operation.stoppedAt() != null) {
      return rests ? "STOPPED" : "STOPPING";
    }
    if (!rests) {
      return "RUNNING";
    }
    return operation.targets().stream().anyMatch(t -> result(t).equals("FAILED"))
        ? "FAILED"
        : "SUCCEEDED";
  }

  /** How an operation stands in one place. */
  public String result(Target target) {
    if (target.stackId().isEmpty()) {
      return "FAILED";
    }
    var status = stackStatus(target.stackId());
    if (status.endsWith("_IN_PROGRESS")) {
      return "RUNNING";
    }
    return status.equals("CREATE_COMPLETE") || status.equals("UPDATE_COMPLETE")
        ? "SUCCEEDED"
        : "FAILED";
  }

  /** Why it failed there. */
  public String reason(Target target) {
    return target.stackId().isEmpty()
        ? target.refusal()
        : "The stack is " + stackStatus(target.stackId());
  }

  private String stackStatus(String stackId) {
    return shelf.byId(stackId).map(e -> e.statusAt(world.now())).orElse("DELETE_COMPLETE");
  }

  /** Whether a stack is what its set says. */
  public boolean isCurrent(Instance instance) {
    return result(new Target(instance.unit(), instance.place(), instance.stackId(), ""))
        .equals("SUCCEEDED");
  }

  /** A stack set on which nothing else is going on. */
  private StackSetRecord free(Place place, String name, String operationId) {
    var set = existing(place, name);
    if (operations.get(set.key() + "/" + operationId).isPresent()) {
      throw Refused.stackSetOperationExists(operationId);
    }
    var busy =
        operations.under(set.key() + "/").stream()
            .anyMatch(o -> List.of("RUNNING", "STOPPING").contains(status(o)));
    if (busy) {
      throw Refused.stackSetBusy(name);
    }
    return set;
  }

  private SetOperation begun(
      StackSetRecord set, String operationId, String action, List<Target> targets) {
    var operation = new SetOperation(operationId, action, world.now(), List.copyOf(targets), null);
    operations.put(set.key() + "/" + operationId, operation, world.now().plus(LEAST));
    return operation;
  }

  /**
   * Has a stack made.
   *
   * @param earlier the stack that it comes after; empty if there was none
   */
  private Target created(StackSetRecord set, String unit, Place to, String earlier) {
    var name = "StackSet-" + set.name() + "-" + StackId.uuid(set.id() + to + earlier);
    return target(
        unit,
        to,
        "",
        () ->
            stacks.create(
                to,
                name,
                request(set.content()),
                CreateOptions.of(null, false, null, false, List.of(), "")));
  }

  /** A stack whose creation has failed is deleted, and made anew. */
  private Target updated(StackSetRecord set, Instance instance) {
    var to = instance.place();
    var stackId = instance.stackId();
    if (!stackId.isEmpty() && !stackStatus(stackId).equals("ROLLBACK_COMPLETE")) {
      return target(
          instance.unit(),
          to,
          stackId,
          () -> stacks.update(to, stackId, request(set.content()), false, null));
    }
    if (!stackId.isEmpty()) {
      alone(
          to,
          () -> {
            stacks.delete(to, stackId, null, Set.of(), false, "");
            return stackId;
          });
    }
    return created(set, instance.unit(), to, stackId);
  }

  /** Has a stack made or changed in its own account and region. */
  private Target target(String unit, Place to, String known, Supplier<String> work) {
    try {
      return new Target(unit, to, alone(to, work), "");
    } catch (CloudFormationException e) {
      var unchanged = said(e).contains("No updates are to be performed");
      return new Target(unit, to, unchanged ? known : "", unchanged ? "" : said(e));
    }
  }

  private static String said(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails().errorMessage()).orElse("");
  }

  private static Request request(Content content) {
    return new Request(
        content.template(),
        content.parameters().entrySet().stream()
            .map(p -> new ParameterValues.Given(p.getKey(), p.getValue(), false))
            .toList(),
        content.capabilities(),
        content.tags(),
        null,
        "",
        false);
  }

  private <T> T alone(Place place, Supplier<T> work) {
    return world.alone(place.accountId(), place.region(), work);
  }

  private static String key(Place place, String name) {
    return place.accountId() + "/" + place.region() + "/" + name;
  }
}
