package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.event.StackEvent;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.world.TwinWorld;
import io.coreautomation.simulator.world.WorldStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Creates, updates and deletes stacks. The caller holds the account and region alone. */
public final class StackOperations {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}");

  private final TwinWorld world;
  private final StackShelf shelf;
  private final Preparation preparation;

  public StackOperations(TwinWorld world) {
    this.world = world;
    this.shelf = StackShelf.of(world);
    this.preparation = new Preparation(world, new SsmParameters(world, shelf));
  }

  public Preparation preparation() {
    return preparation;
  }

  /** Creates a stack and returns its id. */
  public String create(Place place, String name, Request request, CreateOptions options) {
    checkName(name);
    var used = useOfToken(place, name, request.token(), "CreateStack");
    if (used.isPresent()) {
      return used.get();
    }
    var now = world.now();
    if (shelf.find(place, name, now).isPresent()) {
      throw Refused.stackExists(name);
    }
    preparation.checkRole(place, request.roleArn());
    var prepared = preparation.prepare(place, request.template(), request.parameters(), Map.of());
    Preparation.checkCapabilities(prepared.template(), request.capabilities(), true);
    var id = newId(place, name);
    var entry = birth(id, prepared, request, options, now, null, "CreateStack");
    save(entry, List.of());
    return id.arn();
  }

  /** Runs work whose template may claim names that other regions can claim, too: one at a time. */
  public <T extends @Nullable Object> T withNames(String template, Supplier<T> work) {
    var shared = template.contains("AWS::S3::") || template.contains("AWS::IAM::");
    return shared ? world.alone("all accounts", "names", work) : work.get();
  }

  /** The id that a new stack of this name gets. */
  public StackId newId(Place place, String name) {
    var last = shelf.lastOfName(place, name).map(e -> e.stack().stackId()).orElse("");
    return StackId.make(place, name, last);
  }

  /**
   * Plans a new stack.
   *
   * @param review the stack that a change set left waiting; null when there is none
   */
  public Planned birth(
      StackId id,
      Preparation.Prepared prepared,
      Request request,
      CreateOptions options,
      Instant now,
      @Nullable StackEntry review,
      String operationName) {
    var operation = review == null ? 0 : review.stack().operations() + 1;
    var nested = new NestedStacks(this, shelf, world, id, id.arn(), request, now);
    var blueprint =
        new BlueprintMaker(
                prepared.template(),
                prepared.parameters(),
                id,
                options.notificationArns(),
                operation,
                Map.of(),
                surroundings(id, now, nested))
            .make();
    var draft = Revision.draft(now, prepared, request, null);
    var script = new Script(id, request.token(), operation, world);
    var plan =
        new CreatePlanner(
                script, now, blueprint, draft, options.onFailure(), options.timeoutMinutes())
            .plan(Exports.conflict(shelf, id, List.of(), blueprint.outputs(), now));
    var blank =
        review == null
            ? new StackRecord(
                id.arn(),
                id.name(),
                id.place(),
                now,
                "",
                "",
                options.onFailure() == CreatePlanner.OnFailure.DO_NOTHING,
                options.timeoutMinutes(),
                options.terminationProtection(),
                options.notificationArns(),
                options.policy(),
                List.of(draft),
                0,
                now,
                now,
                null,
                List.of(),
                Map.of())
            : review.stack();
    var earlier = review == null ? List.<StackEvent>of() : review.events();
    return nested.placed(
        Ledger.applied(
            blank,
            earlier,
            plan,
            operation,
            now,
            request.use(operationName),
            Map.of(request.digest(), request.template())),
        blueprint);
  }

  /** What a new stack would become, for a change set to show. */
  public Blueprint blueprint(
      StackEntry review, Preparation.Prepared prepared, Request request, Instant now) {
    var stack = review.stack();
    var id = new StackId(stack.stackId(), stack.name(), stack.place());
    var nested = new NestedStacks(this, shelf, world, id, id.arn(), request, now);
    return new BlueprintMaker(
            prepared.template(),
            prepared.parameters(),
            id,
            stack.notificationArns(),
            stack.operations() + 1,
            Map.of(),
            surroundings(id, now, nested))
        .make();
  }

  /**
   * A stack as an operation will leave it, with the nested stacks that go with it.
   *
   * @param outputs those it was meant to have
   */
  public record Planned(StackEntry entry, List<StackEntry> others, List<Revision.Output> outputs) {
    Planned with(StackRecord stack) {
      return new Planned(entry.with(stack), others, outputs);
    }
  }

  /** The stack of a name or id, which must be there. */
  public StackEntry existing(Place place, String nameOrId, Instant now) {
    return shelf
        .find(place, nameOrId, now)
        .filter(e -> !e.isDeletedAt(now))
        .orElseThrow(() -> Refused.invalid("Stack [" + nameOrId + "] does not exist"));
  }

  /** The text of the template that a stack has. */
  public String previousTemplate(Place place, String nameOrId) {
    var now = world.now();
    var entry = existing(place, nameOrId, now);
    return entry.stack().templates().getOrDefault(entry.revisionAt(now).template(), "");
  }

  /** Updates a stack and returns its id. */
  public String update(
      Place place,
      String nameOrId,
      Request request,
      boolean disableRollback,
      @Nullable String policyDuringUpdate) {
    var now = world.now();
    var entry = existing(place, nameOrId, now);
    var used = useOfToken(place, entry.stack().name(), request.token(), "UpdateStack");
    if (used.isPresent()) {
      return used.get();
    }
    StackStates.checkUpdatable(entry, now);
    preparation.checkRole(place, request.roleArn());
    var prepared =
        preparation.prepare(
            place, request.template(), request.parameters(), entry.revisionAt(now).parameters());
    Preparation.checkCapabilities(prepared.template(), request.capabilities(), true);
    var governed =
        policyDuringUpdate == null
            ? entry
            : entry.with(entry.stack().withPolicy(policyDuringUpdate));
    var change = change(governed, prepared, request, now);
    if (change.isEmpty()) {
      throw Refused.invalid("No updates are to be performed.");
    }
    var planned = change.plan(disableRollback, "UpdateStack");
    save(planned.with(planned.entry().stack().withPolicy(entry.stack().policy())), List.of());
    return entry.stack().stackId();
  }

  /** What an update would do. */
  public StackChange change(
      StackEntry entry, Preparation.Prepared prepared, Request request, Instant now) {
    return new StackChange(this, world, shelf, entry, prepared, request, now);
  }

  /** Deletes a stack, if it is there. */
  public void delete(
      Place place,
      String nameOrId,
      @Nullable String roleArn,
      Set<String> retain,
      boolean force,
      String token) {
    var now = world.now();
    var found = shelf.find(place, nameOrId, now);
    if (found.isEmpty() || found.get().isDeletedAt(now)) {
      return;
    }
    var entry = found.get();
    var stack = entry.stack();
    if (useOfToken(place, stack.name(), token, "DeleteStack").isPresent()) {
      return;
    }
    var status = entry.statusAt(now);
    if (status.equals("DELETE_IN_PROGRESS")) {
      return;
    }
    if (stack.terminationProtection()) {
      throw Refused.invalid(
          "Stack [" + stack.name() + "] cannot be deleted while TerminationProtection is enabled");
    }
    StackStates.checkDeletable(entry, status, retain, force);
    preparation.checkRole(place, roleArn);
    Exports.checkUnused(shelf, entry, now);
    save(new Deletion(this, world, shelf, entry, token, now).plan(retain, force), List.of());
  }

  /** Writes down what was planned. */
  public void save(Planned planned, List<WorldStore.Change> more) {
    var entries = new ArrayList<>(planned.others());
    entries.add(planned.entry());
    var changes = new ArrayList<>(more);
    for (var entry : entries) {
      var old =
          shelf
              .byId(entry.stack().stackId())
              .map(e -> e.stack().appointment())
              .filter(a -> a.at().isAfter(world.now()))
              .orElse(null);
      changes.addAll(TwinWorld.reschedule(old, entry.stack().appointment()));
    }
    shelf.save(entries, changes);
  }

  BlueprintMaker.Surroundings surroundings(StackId id, Instant now, NestedStacks nested) {
    return new WorldSurroundings(shelf, id.place(), id.arn(), now, nested::plan);
  }

  /** The stack for which a token was used for the same operation, if it was. */
  public Optional<String> useOfToken(Place place, String name, String token, String operation) {
    if (token.isEmpty()) {
      return Optional.empty();
    }
    for (var entry : shelf.ofName(place, name)) {
      for (var use : entry.stack().tokens()) {
        if (use.token().equals(token)) {
          if (!use.operation().equals(operation)) {
            throw Refused.tokenUsed(token);
          }
          return Optional.of(entry.stack().stackId());
        }
      }
    }
    return Optional.empty();
  }

  /** Refuses a name that no stack may have. */
  public static void checkName(@Nullable String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw Refused.constraint(
          "stackName",
          name == null ? "" : name,
          name != null && name.length() > 128
              ? "have length less than or equal to 128"
              : "satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
    }
  }
}
