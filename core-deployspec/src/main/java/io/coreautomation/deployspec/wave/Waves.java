package io.coreautomation.deployspec.wave;

import io.coreautomation.deployspec.fanout.Dependencies;
import io.coreautomation.deployspec.fanout.FannedAction;
import io.coreautomation.deployspec.fanout.FannedAction.Instance;
import io.coreautomation.deployspec.spec.SpecAction;
import io.coreautomation.deployspec.spec.Wave;
import io.coreautomation.deployspec.target.TargetSets;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The waves of a document. Between two of them stands one barrier, an action that waits for all of
 * the wave before it and that all of the wave after it wait for: so a boundary costs as many
 * dependencies as the two waves have actions, not their product.
 *
 * <p>Actions without a target belong to no wave; they stand where their own dependencies put them.
 */
public final class Waves {
  private static final String KIND = "SYSTEM::NoOp";

  private final List<Wave> waves;
  private final Problems problems;
  private final Problems notes;
  private final List<TargetSets.Members> members = new ArrayList<>();
  private final Map<Target, Integer> places = new HashMap<>();

  /** Waves in their order; none means that there are no barriers. */
  public Waves(List<Wave> waves, TargetSets sets, Problems problems, Problems notes) {
    this.waves = List.copyOf(waves);
    this.problems = problems;
    this.notes = notes;
    for (var wave : waves) {
      members.add(
          wave.isRest()
              ? new TargetSets.Members(java.util.Set.of(), java.util.Set.of())
              : sets.of(wave));
    }
  }

  /**
   * Puts all actions into their waves and barriers between these.
   *
   * @param dependencies those of the actions, complete; those through barriers are added
   * @return the barriers
   */
  public List<FannedAction> barriers(
      List<FannedAction> actions, Dependencies dependencies, KindCatalog kinds) {
    if (waves.isEmpty()) {
      return List.of();
    }
    var before = problems.size();
    var byWave = new TreeMap<Integer, List<Member>>();
    var waveOf = new HashMap<String, Integer>();
    for (var action : actions) {
      for (var instance : action.instances()) {
        if (instance.target() != null) {
          var wave = places.computeIfAbsent(instance.target(), this::place);
          waveOf.put(instance.id(), wave);
          byWave.computeIfAbsent(wave, _ -> new ArrayList<>()).add(new Member(action, instance));
        }
      }
    }
    refuseBackwards(actions, waveOf, dependencies);
    if (problems.size() > before) {
      return List.of();
    }
    noteEmpty(byWave);
    var barriers = new ArrayList<FannedAction>();
    @Nullable List<Member> earlier = null;
    Wave last = null;
    for (var wave : byWave.entrySet()) {
      if (earlier != null && last != null) {
        barriers.add(barrier(last, earlier, wave.getValue(), dependencies, kinds));
      }
      earlier = wave.getValue();
      last = waves.get(wave.getKey());
    }
    return barriers;
  }

  private record Member(FannedAction action, Instance instance) {}

  private FannedAction barrier(
      Wave ended,
      List<Member> before,
      List<Member> after,
      Dependencies dependencies,
      KindCatalog kinds) {
    var source = ended.source();
    var nothing = new Mapping(Map.of(), source);
    var barrier =
        new FannedAction(
            new SpecAction(
                Scalar.text("wave/" + ended.name(), source), // no author's action can have a '/'
                kinds.find(KIND).orElseThrow(() -> new IllegalStateException("no kind " + KIND)),
                source,
                "waves." + ended.name(),
                null,
                null,
                null,
                nothing,
                List.of(),
                List.of(),
                List.of(),
                SpecAction.Late.none(source),
                SpecAction.Settings.NONE),
            List.of());
    var id = barrier.instances().getFirst().id();
    for (var member : before) {
      // What runs only after a failure is never awaited: without one there is nothing to wait for,
      // with one the wave has not succeeded.
      if (member.action().action().settings().runOn() != RunOn.FAILURE) {
        dependencies.add(id, member.instance().id(), source);
      }
    }
    after.forEach(member -> dependencies.add(member.instance().id(), id, source));
    return barrier;
  }

  /** The one wave of a target; what is wrong with it is reported once for each target. */
  private int place(Target target) {
    var found = new ArrayList<Integer>();
    int rest = -1;
    for (int i = 0; i < waves.size(); i++) {
      if (waves.get(i).isRest()) {
        rest = i;
      } else if (members.get(i).has(target)) {
        found.add(i);
      }
    }
    if (found.isEmpty() && rest >= 0) {
      return rest;
    }
    if (found.size() != 1) {
      problems.add(
          Problem.at(
              found.isEmpty() ? waves.getLast().source() : waves.get(found.getLast()).source(),
              ProblemCode.TARGET_MISSING,
              found.isEmpty()
                  ? "the target " + target + " is in no wave"
                  : "the target "
                      + target
                      + " is in the waves '"
                      + String.join(
                          "' and '", found.stream().map(i -> waves.get(i).name()).toList())
                      + "'",
              found.isEmpty()
                  ? "Add its account to a wave, or a last wave '- name: rest', which takes what no"
                      + " other does."
                  : "Leave it in one of them; a wave with only a name takes what no other does."));
    }
    return found.isEmpty() ? 0 : found.getFirst();
  }

  private void refuseBackwards(
      List<FannedAction> actions, Map<String, Integer> waveOf, Dependencies dependencies) {
    for (var action : actions) {
      var later = new LinkedHashSet<String>(); // one problem for each pair of actions and waves
      for (var instance : action.instances()) {
        var own = waveOf.get(instance.id());
        if (own == null) {
          continue;
        }
        for (var other : dependencies.of(instance.id())) {
          var wave = waveOf.get(other);
          if (wave != null && wave > own && later.add(own + " " + wave)) {
            problems.add(
                Problem.at(
                    action.action().source(),
                    ProblemCode.DEPENDENCY_CYCLE,
                    "'"
                        + instance.id()
                        + "' in the wave '"
                        + waves.get(own).name()
                        + "' waits for '"
                        + other
                        + "' in the wave '"
                        + waves.get(wave).name()
                        + "', which comes later",
                    "Put the account of the second into an earlier wave, or remove the"
                        + " dependency."));
          }
        }
      }
    }
  }

  private void noteEmpty(Map<Integer, List<Member>> byWave) {
    for (int i = 0; i < waves.size(); i++) {
      if (!byWave.containsKey(i)) {
        notes.add(
            Problem.at(
                waves.get(i).source(),
                ProblemCode.TARGET_MISSING,
                "no action goes to the wave '" + waves.get(i).name() + "'",
                ""));
      }
    }
  }
}
