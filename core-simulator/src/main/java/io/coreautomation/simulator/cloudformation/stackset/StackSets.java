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
  private final TwinWorld world;
  private final StackOperations stacks;
  private final Documents<StackSetRecord> sets;
  private final SetOperations operations;

  public StackSets(TwinWorld world, StackShelf shelf, StackOperations stacks) {
    this.world = world;
    this.stacks = stacks;
    this.sets = new Documents<>(world, "cloudformation/stack-set", StackSetRecord.class);
    this.operations = new SetOperations(world, shelf);
  }

  /** Makes a stack set without stacks. */
  public StackSetRecord create(Place place, String name, String token, Content content) {
    StackOperations.checkName(name);
    return alone(
        place,
        () -> {
          var known = find(place, name);
          if (known.isPresent()) {
            if (!token.isEmpty() && known.get().token().equals(token)) {
              return known.get();
            }
            throw Refused.stackSetExists(name);
          }
          var number = sets.get(key(place, name)).map(earlier -> earlier.number() + 1).orElse(0);
          var set =
              new StackSetRecord(
                  name,
                  name + ":" + StackId.uuid(place + name + "/" + number),
                  number,
                  false,
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
    return find(place, name).orElseThrow(() -> Refused.noStackSet(name));
  }

  /** All of a place. */
  public List<StackSetRecord> in(Place place) {
    return sets.under(key(place, "")).stream()
        .filter(set -> !set.isDeleted())
        .map(this::present)
        .toList();
  }

  private Optional<StackSetRecord> find(Place place, String name) {
    return sets.get(key(place, name)).filter(set -> !set.isDeleted()).map(this::present);
  }

  /** Without the stacks that have gone since it was written down. */
  private StackSetRecord present(StackSetRecord set) {
    return set.having(
        set.instances().stream().filter(instance -> !operations.isGone(instance)).toList());
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
          return operations.begin(set, operationId, "UPDATE", targets);
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
          return operations.begin(set, operationId, "CREATE", targets);
        });
  }

  /**
   * Deletes the stacks of some units in some regions; those that are not named any more stay.
   *
   * <p>What has gone by then is no more of the set; what could not be deleted stays in it.
   */
  public SetOperation shrink(
      Place place, String name, String operationId, List<String> units, List<String> regions) {
    return alone(
        place,
        () -> {
          var set = free(place, name, operationId);
          var targets = new ArrayList<Target>();
          var instances = new ArrayList<Instance>();
          for (var instance : set.instances()) {
            if (units.contains(instance.unit()) && regions.contains(instance.place().region())) {
              targets.add(deleted(instance));
              instances.add(instance.asLeaving());
            } else {
              instances.add(instance);
            }
          }
          sets.put(set.key(), set.without(units, regions, instances));
          return operations.begin(set, operationId, "DELETE", targets);
        });
  }

  /** Deletes a stack set that has no stacks; one that is not there is no error. */
  public void delete(Place place, String name) {
    alone(
        place,
        () -> {
          var known = find(place, name);
          known.ifPresent(
              set -> {
                if (operations.isBusy(set)) {
                  throw Refused.stackSetBusy(name);
                }
                if (!set.instances().isEmpty()) {
                  throw Refused.stackSetNotEmpty();
                }
                operations.forget(set);
                sets.put(set.key(), set.deleted());
              });
          return known;
        });
  }

  public SetOperation operation(Place place, String name, String id) {
    return operations
        .find(existing(place, name), id)
        .orElseThrow(() -> Refused.noStackSetOperation(id));
  }

  public void stop(Place place, String name, String id) {
    alone(
        place,
        () -> {
          var operation = operation(place, name, id);
          operations.stop(existing(place, name), operation);
          return operation;
        });
  }

  /** How the operations stand. */
  public SetOperations operations() {
    return operations;
  }

  /** A stack set on which nothing else is going on. */
  private StackSetRecord free(Place place, String name, String operationId) {
    var set = existing(place, name);
    if (operations.find(set, operationId).isPresent()) {
      throw Refused.stackSetOperationExists(operationId);
    }
    if (operations.isBusy(set)) {
      throw Refused.stackSetBusy(name);
    }
    return set;
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
    if (!stackId.isEmpty() && !operations.stackStatus(stackId).equals("ROLLBACK_COMPLETE")) {
      return target(
          instance.unit(),
          to,
          stackId,
          () -> stacks.update(to, stackId, request(set.content()), false, null));
    }
    if (!stackId.isEmpty()) {
      deleted(instance);
    }
    return created(set, instance.unit(), to, stackId);
  }

  private Target deleted(Instance instance) {
    return target(
        instance.unit(),
        instance.place(),
        instance.stackId(),
        () -> {
          stacks.delete(instance.place(), instance.stackId(), null, Set.of(), false, "");
          return instance.stackId();
        });
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
