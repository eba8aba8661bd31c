package io.coreautomation.deployspec.fanout;

import io.coreautomation.deployspec.spec.SpecAction;
import io.coreautomation.framework.action.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An action and the targets that it goes to: one instance each, or one without a target. */
public final class FannedAction {
  private final SpecAction action;
  private final List<Instance> instances;
  private final Map<String, List<Instance>> byAccount = new LinkedHashMap<>();
  private final Map<String, List<Instance>> byRegion = new LinkedHashMap<>();
  private final Map<Target, Instance> byTarget = new LinkedHashMap<>();

  /** One action in one target. */
  public record Instance(String id, @Nullable Target target) {}

  /** Fans out; no targets mean one instance that acts on the platform itself. */
  public FannedAction(SpecAction action, List<Target> targets) {
    this.action = action;
    var name = action.name().text();
    var made = new ArrayList<Instance>();
    if (targets.isEmpty()) {
      made.add(new Instance(name, null));
    }
    for (var target : targets) {
      var instance = new Instance(name + "/" + target, target);
      made.add(instance);
      byTarget.put(target, instance);
      byAccount.computeIfAbsent(target.account(), _ -> new ArrayList<>()).add(instance);
      byRegion.computeIfAbsent(target.region(), _ -> new ArrayList<>()).add(instance);
    }
    this.instances = Collections.unmodifiableList(made);
  }

  public SpecAction action() {
    return action;
  }

  public String name() {
    return action.name().text();
  }

  /** At least one; in the order of their targets. */
  public List<Instance> instances() {
    return instances;
  }

  List<Instance> at(Target target) {
    var found = byTarget.get(target);
    return found == null ? List.of() : List.of(found);
  }

  List<Instance> inAccount(String account) {
    return byAccount.getOrDefault(account, List.of());
  }

  List<Instance> inRegion(String region) {
    return byRegion.getOrDefault(region, List.of());
  }
}
