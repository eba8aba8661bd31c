package io.coreautomation.deployspec.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.shape.Field;
import io.coreautomation.framework.shape.Role;
import io.coreautomation.framework.task.TaskVerb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The reverse of a list: what was made last goes first. An action whose kind has an inverse becomes
 * that; the others are left out, and what waited through them waits on. Where many waited for many
 * through one, as at the end of a wave, that one stays as a point that does nothing.
 *
 * <p>An action keeps its lock and its retries, which the undoing needs as much as the doing. Its
 * condition, its variables, {@code runOn} and {@code wait} are gone: what is up comes down, and
 * what others stand on only once they are gone.
 */
public final class Teardown {
  private static final String POINT = "SYSTEM::NoOp";

  private final KindCatalog kinds;
  private final boolean force;
  private final Map<String, Action> byId;
  private final Map<String, List<String>> dependents = new HashMap<>();
  private final Map<String, Set<String>> bridged = new HashMap<>();
  private final Set<String> joints = new HashSet<>();

  private Teardown(ActionList deployed, KindCatalog kinds, boolean force) {
    this.kinds = kinds;
    this.force = force;
    this.byId = deployed.byId();
    for (var action : deployed.actions()) {
      for (var dependency : action.dependsOn()) {
        dependents.computeIfAbsent(dependency, _ -> new ArrayList<>()).add(action.id());
      }
    }
    for (var action : deployed.actions()) {
      long before = action.dependsOn().size();
      long after = dependents.getOrDefault(action.id(), List.of()).size();
      if (inverse(action).isEmpty() && before * after > before + after) {
        joints.add(action.id());
      }
    }
  }

  /**
   * The list that takes down what {@code deployed} has put up.
   *
   * @param force whether protected things are taken down, too
   * @throws io.coreautomation.framework.problem.ProblemException {@code STACK_PROTECTED} with each
   *     that is protected, or {@code KIND_UNKNOWN} with each of a kind that is not here any more,
   *     unless it is forced: half a teardown helps nobody
   */
  public static ActionList of(ActionList deployed, KindCatalog kinds, boolean force) {
    var work = new Teardown(deployed, kinds, force);
    work.refuse(deployed);
    var actions = new ArrayList<Action>();
    for (var action : deployed.actions().reversed()) {
      work.inverse(action)
          .ifPresent(
              kind ->
                  actions.add(
                      Action.of(action.id(), kind.name(), action.source())
                          .name(action.name())
                          .target(action.target())
                          .params(work.params(action, kind))
                          .dependsOn(work.waitsFor(action.id()).stream().sorted().toList())
                          .retry(action.retry())
                          .optional(action.optional())
                          .lock(action.lock())
                          .stage(action.stage())
                          .build()));
    }
    return new ActionList(
        ActionList.FORMAT_VERSION,
        TaskVerb.TEARDOWN,
        deployed.coordinates(),
        // A rollback of a teardown would put up again what is to go.
        deployed.onFailure() == OnFailure.ROLLBACK ? OnFailure.DRAIN : deployed.onFailure(),
        deployed.maxParallel(),
        deployed.maxPerTarget(),
        deployed.onLocked(),
        null,
        actions);
  }

  private void refuse(ActionList deployed) {
    var problems = new Problems();
    if (!force) {
      deployed.actions().stream()
          .filter(this::isProtected)
          .map(this::refusal)
          .forEach(problems::add);
      deployed.actions().stream()
          .filter(action -> kinds.find(action.kind()).isEmpty())
          .map(Teardown::unknown)
          .forEach(problems::add);
    }
    problems.throwIfAny();
  }

  /** What brought it is not here: nobody can tell whether its kind has an inverse. */
  private static Problem unknown(Action action) {
    return Problem.at(
        action.source(),
        ProblemCode.KIND_UNKNOWN,
        "'" + action.name() + "' was done by kind '" + action.kind() + "', which is not known here",
        "Name the folder that brings it (--kinds DIR), or use --force to leave it as it is.");
  }

  private boolean isProtected(Action action) {
    return role(action, Role.Kind.PROTECTION).filter(JsonNode::asBoolean).isPresent();
  }

  private Problem refusal(Action action) {
    var what = role(action, Role.Kind.STACK_NAME).map(name -> "the stack '" + name.asText() + "'");
    return Problem.at(
        action.source(),
        ProblemCode.STACK_PROTECTED,
        what.orElse("'" + action.name() + "'")
            + (action.target() == null ? "" : " in " + action.target())
            + " is protected against termination",
        "Deploy it without the protection first, or use --force.");
  }

  private Optional<JsonNode> role(Action action, Role.Kind role) {
    return kinds
        .find(action.kind())
        .flatMap(kind -> field(kind, role))
        .map(field -> action.params().get(field.name()));
  }

  private static Optional<Field> field(KindCatalog.Entry kind, Role.Kind role) {
    return kind.params().fields().stream().filter(field -> field.role() == role).findFirst();
  }

  private Optional<KindCatalog.Entry> inverse(Action action) {
    if (joints.contains(action.id())) {
      return kinds.find(POINT);
    }
    return kinds
        .find(action.kind())
        .filter(kind -> !kind.inverse().isEmpty())
        .flatMap(kind -> kinds.find(kind.inverse()));
  }

  /** What the inverse takes of the params; outputs of others are gone by then. */
  private ObjectNode params(Action action, KindCatalog.Entry kind) {
    var kept = Json.object();
    action
        .params()
        .properties()
        .forEach(
            param -> {
              if (kind.params().named(param.getKey()).isPresent()
                  && Expressions.parts(param.getValue()).isEmpty()) {
                kept.set(param.getKey(), param.getValue());
              }
            });
    if (force) {
      field(kind, Role.Kind.FORCE).ifPresent(field -> kept.put(field.name(), true));
    }
    return kept;
  }

  /** The kept actions that depended on this one, directly or through some that are left out. */
  private Set<String> waitsFor(String id) {
    // Those left out are visited deepest first, with a stack of our own: chains are long.
    var open = new ArrayList<String>(List.of(id));
    while (!open.isEmpty()) {
      var next = open.getLast();
      var missing =
          dependents.getOrDefault(next, List.of()).stream()
              .filter(other -> isLeftOut(other) && !bridged.containsKey(other))
              .toList();
      if (missing.isEmpty()) {
        open.removeLast();
        bridged.computeIfAbsent(next, this::direct);
      } else {
        open.addAll(missing);
      }
    }
    return bridged.getOrDefault(id, Set.of());
  }

  private Set<String> direct(String id) {
    var found = new LinkedHashSet<String>();
    for (var other : dependents.getOrDefault(id, List.of())) {
      if (isLeftOut(other)) {
        found.addAll(bridged.getOrDefault(other, Set.of()));
      } else {
        found.add(other);
      }
    }
    return found;
  }

  private boolean isLeftOut(String id) {
    var action = byId.get(id);
    return action == null || inverse(action).isEmpty();
  }
}
