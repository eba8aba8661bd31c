package io.coreautomation.deployspec.target;

import io.coreautomation.deployspec.spec.SpecAction;
import io.coreautomation.deployspec.spec.Wave;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves where actions go: accounts in the registry's order, regions in the author's. */
public final class TargetSets {
  private final Accounts accounts;
  private final Mapping named;
  private final Problems problems;
  private final Map<Where, List<Target>> resolved = new HashMap<>();

  /**
   * A resolver for the actions of one document.
   *
   * @param named the document's {@code targets}, rendered
   */
  public TargetSets(Accounts accounts, Mapping named, Problems problems) {
    this.accounts = accounts;
    this.named = named;
    this.problems = problems;
  }

  private record Where(@Nullable Node accounts, @Nullable Node regions) {}

  /** The targets of an action; none for kinds of the platform that name no account. */
  public List<Target> of(SpecAction action) {
    var where = where(action.targets(), action.accounts(), action.regions(), action.path());
    if (where.isEmpty()) {
      return List.of();
    }
    var accountsNode = where.get().accounts();
    var regionsNode = where.get().regions();
    if (accountsNode == null) {
      if (action.kind().targeted() || regionsNode != null) {
        problems.add(
            Problem.at(
                    action.source(),
                    ProblemCode.TARGET_MISSING,
                    "'" + action.name().text() + "' has no accounts",
                    "Add 'accounts' to the action or to 'defaults', or name a set with 'targets'.")
                .withPath(action.path()));
      }
      return List.of();
    }
    if (regionsNode == null) {
      problems.add(
          Problem.at(
                  action.source(),
                  ProblemCode.REGION_MISSING,
                  "'" + action.name().text() + "' has no regions",
                  "Add 'regions: [eu-west-1]' to the action or to 'defaults'.")
              .withPath(action.path()));
      return List.of();
    }
    var targets = resolved.computeIfAbsent(where.get(), this::resolve);
    if (action.kind().global()) {
      checkOneRegion(action, targets);
    }
    return targets;
  }

  private void checkOneRegion(SpecAction action, List<Target> targets) {
    var regions = targets.stream().map(Target::region).distinct().toList();
    if (regions.size() > 1) {
      problems.add(
          Problem.at(
                  action.source(),
                  ProblemCode.FIELD_INVALID,
                  "'%s' goes to %d regions (%s), but what %s acts on is there once in an account"
                      .formatted(
                          action.name().text(),
                          regions.size(),
                          String.join(", ", regions),
                          action.kind().name()),
                  "Name one of them: 'regions: [" + regions.getFirst() + "]'.")
              .withPath(action.path() + ".regions"));
    }
  }

  /**
   * What a wave takes, as far as it is there.
   *
   * @param accounts ids
   * @param regions empty means all
   */
  public record Members(Set<String> accounts, Set<String> regions) {
    public boolean has(Target target) {
      return accounts.contains(target.account())
          && (regions.isEmpty() || regions.contains(target.region()));
    }
  }

  /** The members of a wave that selects some; none if that fails, which is reported. */
  public Members of(Wave wave) {
    var where =
        where(wave.targets(), wave.accounts(), wave.regions(), "waves." + wave.name())
            .orElse(new Where(null, null));
    var chosen = new HashSet<String>();
    if (where.accounts() != null) {
      accounts.chosenBy(where.accounts()).forEach(account -> chosen.add(account.id()));
    }
    return new Members(
        chosen, where.regions() == null ? Set.of() : Set.copyOf(regions(where.regions())));
  }

  private Optional<Where> where(
      @Nullable Scalar name, @Nullable Node accountsNode, @Nullable Node regionsNode, String path) {
    if (name == null) {
      return Optional.of(new Where(accountsNode, regionsNode));
    }
    if (named.get(name.text()).orElse(null) instanceof Mapping set) {
      return Optional.of(
          new Where(
              part(set, "accounts", "account").orElse(null),
              part(set, "regions", "region").orElse(null)));
    }
    problems.add(
        Problem.at(
                name.source(),
                ProblemCode.TARGET_MISSING,
                "there are no targets '" + name.text() + "'",
                named.entries().isEmpty()
                    ? "Define them under 'targets' at the top of the document."
                    : NearestName.suggestion(named.entries().keySet(), name.text()))
            .withPath(path + ".targets"));
    return Optional.empty();
  }

  private static Optional<Node> part(Mapping set, String plural, String singular) {
    return set.entries().values().stream()
        .filter(e -> e.key().equalsIgnoreCase(plural) || e.key().equalsIgnoreCase(singular))
        .map(Node.Entry::value)
        .findFirst();
  }

  private List<Target> resolve(Where where) {
    var before = problems.size();
    var targets = new ArrayList<Target>();
    if (where.accounts() != null && where.regions() != null) {
      var regions = regions(where.regions());
      for (var account : accounts.chosenBy(where.accounts())) {
        regions.forEach(region -> targets.add(new Target(account.id(), region)));
      }
      if (targets.isEmpty() && problems.size() == before) {
        problems.add(
            Problem.at(
                where.accounts().source(),
                ProblemCode.TARGET_MISSING,
                "no account and region is left here",
                "Select an account that is not suspended, and name a region."));
      }
    }
    return List.copyOf(targets);
  }

  private List<String> regions(Node node) {
    var regions = new LinkedHashSet<String>();
    var items = node instanceof Node.Sequence list ? list.items() : List.of(node);
    for (var item : items) {
      if (item instanceof Node.Sequence inner) {
        regions.addAll(regions(inner));
      } else if (item instanceof Scalar scalar && Target.isRegion(scalar.text())) {
        regions.add(scalar.text());
      } else {
        problems.add(
            Problem.at(
                item.source(),
                ProblemCode.FIELD_INVALID,
                item.describe() + " is no name of a region",
                "Write one such as eu-west-1."));
      }
    }
    return List.copyOf(regions);
  }
}
