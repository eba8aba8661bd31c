package io.coreautomation.deployspec.compile;

import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.task.TaskVerb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The reverse of a list: what was made last goes first. An action whose kind has an inverse becomes
 * that; the others are left out, and what waited through them waits on.
 */
public final class Teardown {
  /** The params by which an author protects a stack, and by which its deletion lifts that. */
  private static final String PROTECTION = "terminationProtection";

  private static final String UNPROTECT = "unprotect";

  private final KindCatalog kinds;
  private final Map<String, Action> byId;
  private final Map<String, List<String>> dependents = new HashMap<>();
  private final Map<String, Set<String>> bridged = new HashMap<>();

  private Teardown(ActionList deployed, KindCatalog kinds) {
    this.kinds = kinds;
    this.byId = deployed.byId();
    for (var action : deployed.actions()) {
      for (var dependency : action.dependsOn()) {
        dependents.computeIfAbsent(dependency, _ -> new ArrayList<>()).add(action.id());
      }
    }
  }

  /**
   * The list that takes down what {@code deployed} has put up.
   *
   * @param force whether what its author has protected goes, too
   * @throws ProblemException {@code STACK_PROTECTED} with each of them, unless forced
   */
  public static ActionList of(ActionList deployed, KindCatalog kinds, boolean force) {
    var work = new Teardown(deployed, kinds);
    if (!force) {
      work.refuseProtected();
    }
    var actions = new ArrayList<Action>();
    for (var action : deployed.actions().reversed()) {
      work.inverse(action)
          .ifPresent(
              kind ->
                  actions.add(
                      new Action(
                          action.id(),
                          action.name(),
                          kind.name(),
                          action.target(),
                          params(action, kind),
                          work.waitsFor(action.id()).stream().sorted().toList(),
                          null,
                          null,
                          null,
                          action.optional(),
                          null,
                          action.stage(),
                          action.source())));
    }
    return new ActionList(
        ActionList.FORMAT_VERSION,
        TaskVerb.TEARDOWN,
        deployed.coordinates(),
        deployed.onFailure(),
        deployed.maxParallel(),
        actions);
  }

  private java.util.Optional<KindCatalog.Entry> inverse(Action action) {
    return kinds
        .find(action.kind())
        .filter(kind -> !kind.inverse().isEmpty())
        .flatMap(kind -> kinds.find(kind.inverse()));
  }

  private void refuseProtected() {
    var problems = new Problems();
    byId.values().stream()
        .filter(action -> inverse(action).isPresent() && isProtected(action))
        .forEach(
            action ->
                problems.add(
                    Problem.at(
                        action.source(),
                        ProblemCode.STACK_PROTECTED,
                        "the stack '"
                            + action.params().path("stackName").asText()
                            + "' in "
                            + action.target()
                            + " is protected against termination",
                        "Use --force to delete it nevertheless.")));
    problems.throwIfAny();
  }

  private static boolean isProtected(Action action) {
    return action.params().path(PROTECTION).asBoolean();
  }

  /** What the inverse takes of the params; outputs of others are gone by then. */
  private static com.fasterxml.jackson.databind.node.ObjectNode params(
      Action action, KindCatalog.Entry kind) {
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
    if (isProtected(action) && kind.params().named(UNPROTECT).isPresent()) {
      kept.put(UNPROTECT, true);
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
