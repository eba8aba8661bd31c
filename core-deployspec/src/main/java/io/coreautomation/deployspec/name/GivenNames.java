package io.coreautomation.deployspec.name;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.deployspec.fanout.FannedAction;
import io.coreautomation.deployspec.name.Naming.Reach;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.OwnNames;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that a list's templates give to things, as far as they are known before the run. What
 * has a condition is passed over: where it is made is not known here.
 */
public final class GivenNames {
  private static final int TOLD = 3;

  private final OwnNames own;
  private final Problems problems;
  private final Map<Name, List<Use>> uses = new LinkedHashMap<>();
  private final Set<Named> told = new HashSet<>();

  /**
   * @param account null where the name is given once in all of them
   */
  private record Name(@Nullable String account, String type, String text) {}

  private record Use(FannedAction action, Target target, NamedResource resource) {}

  /** An author's mistake, which is told once however many accounts meet it. */
  private record Named(String action, String logicalId) {}

  public GivenNames(OwnNames own, Problems problems) {
    this.own = own;
    this.problems = problems;
  }

  /**
   * Takes in one stack.
   *
   * @param parameters as compiled
   * @param defaults of the template's parameters
   */
  public void add(
      FannedAction action,
      Target target,
      @Nullable String stackName,
      List<NamedResource> resources,
      JsonNode parameters,
      Map<String, String> defaults) {
    if (resources.isEmpty()) {
      return;
    }
    var text = new KnownText(target, stackName, parameters, defaults);
    for (var resource : resources) {
      text.of(resource.name()).ifPresent(name -> add(new Use(action, target, resource), name));
    }
  }

  private void add(Use use, String name) {
    var resource = use.resource();
    if (own.include(name.substring(name.lastIndexOf('/') + 1))
        && told.add(new Named(use.action().name(), resource.logicalId()))) {
      problems.add(
          ofThePlatform(
              use.action().action().source(),
              "'%s' would change '%s' (%s in %s)"
                  .formatted(
                      use.action().name(), name, resource.logicalId(), resource.name().source())));
    }
    if (resource.reach() != Reach.REGION && !resource.conditional()) {
      var account = resource.reach() == Reach.ACCOUNT ? use.target().account() : null;
      uses.computeIfAbsent(new Name(account, resource.type(), name), _ -> new ArrayList<>())
          .add(use);
    }
  }

  /** Why something of the installation's own is not changed by a run inside of it. */
  public static Problem ofThePlatform(Source source, String what) {
    return Problem.at(
        source,
        ProblemCode.NOT_ALLOWED,
        what + ", which is the platform's own: a run cannot change what carries it out",
        "Choose another name, or deploy the platform from outside: see docs/infra.md.");
  }

  /** Reports the names that are given more than once. */
  public void check() {
    uses.forEach(
        (name, all) -> {
          var targets = all.stream().map(Use::target).distinct().toList();
          var first = all.getFirst();
          if (targets.size() > 1
              && told.add(new Named(first.action().name(), first.resource().logicalId()))) {
            problems.add(twice(name, all, targets));
          }
        });
  }

  private static Problem twice(Name name, List<Use> all, List<Target> targets) {
    var first = all.getFirst();
    var others =
        all.stream()
            .map(use -> use.action().name())
            .distinct()
            .map(action -> "'" + action + "'")
            .toList();
    return Problem.at(
        first.action().action().source(),
        ProblemCode.NAME_DUPLICATE,
        "%s would make the %s '%s' (%s in %s) in %s, but a name of this type is given once %s"
            .formatted(
                String.join(" and ", others),
                name.type(),
                name.text(),
                first.resource().logicalId(),
                first.resource().name().source(),
                places(targets),
                name.account() == null ? "in all accounts" : "in all regions of an account"),
        "Select one region for it, put ${AWS::Region} in the name, or leave the name to AWS.");
  }

  private static String places(List<Target> targets) {
    var told = targets.stream().limit(TOLD).map(Target::toString).toList();
    var more = targets.size() - told.size();
    return String.join(more > 0 ? ", " : " and ", told)
        + (more > 0 ? " and %d more".formatted(more) : "");
  }
}
