package io.coreautomation.deployspec.part;

import io.coreautomation.deployspec.part.Parts.Divided;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One list while it is divided. */
final class Division {
  private final ActionList whole;
  private final int limit;
  private final Problems problems;
  private final Order order;
  private final Cut cut;
  private final Map<String, String> homes = new HashMap<>();
  private final Crossings crossings;

  Division(ActionList whole, KindCatalog kinds, int limit, Problems problems) {
    this.whole = whole;
    this.limit = limit;
    this.problems = problems;
    this.order = new Order(whole);
    this.cut = cut();
    for (int at = 0; at < order.size; at++) {
      homes.put(action(at).id(), cut.isOutside(at) ? "" : id(cut.part(at)));
    }
    this.crossings = new Crossings(whole.byId(), homes, kinds, problems);
  }

  /** What runs after a failure learns of one in another part only in the run above. */
  private Cut cut() {
    var apart = new TreeSet<Integer>();
    while (true) {
      var tried = new Cut(order, limit, apart);
      var before = apart.size();
      for (int at = 0; at < order.size; at++) {
        if (action(at).runsOn() != RunOn.SUCCESS && !tried.isOutside(at)) {
          for (var dependency : order.dependencies[at]) {
            if (tried.part(dependency) != tried.part(at)) {
              apart.add(at);
            }
          }
        }
      }
      if (apart.size() == before) {
        return tried;
      }
    }
  }

  private Action action(int at) {
    return whole.actions().get(at);
  }

  private static String id(int part) {
    return "part/" + (part + 1); // no author's action has such an id
  }

  Divided divided() {
    // All are rewritten before any part's action is made: that says what passes between them.
    var lists = new ArrayList<ActionList>();
    for (int part = 0; part < cut.parts().size(); part++) {
      lists.add(list(part));
    }
    var outside = new ArrayList<Action>();
    for (int at = 0; at < order.size; at++) {
      if (cut.isOutside(at)) {
        refuseFailure(at);
        outside.add(crossings.rewritten(action(at), homesOf(List.of(at), "")));
      }
    }
    var keys = ObjectKeys.of(whole.coordinates());
    var objects = new TreeMap<String, byte[]>();
    var above = new ArrayList<Action>();
    var taken = new HashMap<Target, String>();
    for (int part = 0; part < lists.size(); part++) {
      var content = lists.get(part).canonical();
      objects.put(keys.list(Digest.of(content)), content);
      above.add(part(part, lists.get(part), taken));
    }
    above.addAll(outside);
    refuseTooMany(above.size());
    return new Divided(parent(above), objects);
  }

  private ActionList list(int part) {
    var inside = new ArrayList<Action>();
    for (var at : cut.parts().get(part)) {
      var dependsOn =
          action(at).dependsOn().stream()
              .filter(other -> id(part).equals(homes.get(other)))
              .toList();
      inside.add(crossings.rewritten(action(at), dependsOn));
    }
    return new ActionList(
        whole.formatVersion(),
        whole.task(),
        whole.coordinates(),
        // What is taken back, and whether, is for the run above to say: it knows all parts.
        whole.onFailure() == OnFailure.ROLLBACK ? OnFailure.DRAIN : whole.onFailure(),
        whole.maxParallel() == null ? null : Math.max(1, whole.maxParallel() / atOnce()),
        whole.maxPerTarget(),
        whole.onLocked(),
        whole.trustRegistry(),
        inside);
  }

  /** The action of a part. */
  private Action part(int part, ActionList list, Map<Target, String> taken) {
    var id = id(part);
    var first = action(cut.parts().get(part).getFirst());
    var dependsOn = new ArrayList<>(homesOf(cut.parts().get(part), id));
    oneByOne(id, list, taken).stream().filter(p -> !dependsOn.contains(p)).forEach(dependsOn::add);
    var action = Parts.part(id, list, first, List.copyOf(dependsOn));
    var params = action.build().params();
    if (!crossings.inputs(id).isEmpty()) {
      crossings.inputs(id).forEach(params.putObject("inputs")::set);
    }
    if (!crossings.outputs(id).isEmpty()) {
      var outputs = params.putArray("outputs");
      crossings
          .outputs(id)
          .forEach(
              wanted ->
                  outputs
                      .addObject()
                      .put("action", wanted.action())
                      .put("output", wanted.output()));
    }
    if (!crossings.sets(id).isEmpty()) {
      crossings.sets(id).forEach(params.putArray("sets")::add);
    }
    return action.params(params).build();
  }

  /** What some actions wait for in the run above: parts, or actions outside of all. */
  private List<String> homesOf(List<Integer> actions, String own) {
    Set<String> found = new TreeSet<>();
    for (var at : actions) {
      for (var other : action(at).dependsOn()) {
        var home = homes.getOrDefault(other, "");
        if (home.isEmpty()) {
          found.add(other);
        } else if (!home.equals(own)) {
          found.add(home);
        }
      }
    }
    return List.copyOf(found);
  }

  /** Where a target bears only so many actions, parts that share it run one after the other. */
  private List<String> oneByOne(String id, ActionList list, Map<Target, String> taken) {
    if (whole.maxPerTarget() == null) {
      return List.of();
    }
    var before = new TreeSet<String>();
    for (var target : targets(list)) {
      var earlier = taken.put(target, id);
      if (earlier != null) {
        before.add(earlier);
      }
    }
    return List.copyOf(before);
  }

  private static Set<Target> targets(ActionList list) {
    var targets = new HashSet<Target>();
    for (var action : list.actions()) {
      if (action.target() != null) {
        targets.add(action.target());
      }
    }
    return targets;
  }

  /** Parts under way at a time, where the author says how many actions may be. */
  private int atOnce() {
    var most = whole.maxParallel() == null ? Integer.MAX_VALUE : whole.maxParallel();
    return Math.min(most, Math.max(1, cut.parts().size()));
  }

  private ActionList parent(List<Action> actions) {
    return new ActionList(
        whole.formatVersion(),
        whole.task(),
        whole.coordinates(),
        whole.onFailure(),
        maxParallel(),
        whole.maxPerTarget(),
        whole.onLocked(),
        whole.trustRegistry(),
        actions);
  }

  private @Nullable Integer maxParallel() {
    return whole.maxParallel() == null ? null : atOnce();
  }

  /** Whether some action has failed can be told only of its part as a whole. */
  private void refuseFailure(int at) {
    if (action(at).runsOn() != RunOn.FAILURE) {
      return;
    }
    for (var dependency : order.dependencies[at]) {
      if (!cut.isOutside(dependency)) {
        var other = action(dependency).id();
        crossings.refuse(action(at), other, "runs if '" + other + "' fails");
        return;
      }
    }
  }

  private void refuseTooMany(int actions) {
    if (actions > limit) {
      problems.add(
          Problem.of(
              ProblemCode.REQUEST_INVALID,
              "the %d actions hang together too closely: divided into parts, they would still be %d, over the limit of %d a run"
                  .formatted(order.size, actions, limit),
              "Make several packages of this one."));
    }
  }
}
