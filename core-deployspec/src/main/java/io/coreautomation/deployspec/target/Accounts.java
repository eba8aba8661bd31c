package io.coreautomation.deployspec.target;

import io.coreautomation.db.account.Account;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The accounts of the registry, chosen by selectors. */
public final class Accounts {
  private final List<Account> all;
  private final Map<String, Account> byIdOrName = new HashMap<>();
  private final Problems problems;
  private final Problems notes;

  public Accounts(List<Account> all, Problems problems, Problems notes) {
    this.all = List.copyOf(all);
    this.problems = problems;
    this.notes = notes;
    for (var account : all) {
      byIdOrName.put(account.id(), account);
      byIdOrName.put(account.name(), account);
    }
  }

  /** By id or by name. */
  public Optional<Account> find(String idOrName) {
    return Optional.ofNullable(byIdOrName.get(idOrName));
  }

  /**
   * What a selector chooses: a name, an id, {@code {ou: …}}, {@code {tag: {key: value}}}, or a list
   * of these, which means all of them together. In the registry's order, each once, suspended ones
   * left out with a note.
   */
  public List<Account> chosenBy(Node selector) {
    var chosen = new LinkedHashSet<Account>();
    var items = selector instanceof Node.Sequence list ? list.items() : List.of(selector);
    for (var item : items) {
      if (item instanceof Node.Sequence inner) {
        chosen.addAll(chosenBy(inner)); // an expression in a list may yield a list
      } else {
        chosen.addAll(one(item));
      }
    }
    chosen.removeIf(account -> isExcluded(account, selector));
    return chosen.size() < 2 ? List.copyOf(chosen) : all.stream().filter(chosen::contains).toList();
  }

  private boolean isExcluded(Account account, Node selector) {
    if (account.isSuspended()) {
      notes.add(
          Problem.at(
              selector.source(),
              ProblemCode.TARGET_MISSING,
              "the account '"
                  + account.name()
                  + "' ("
                  + account.id()
                  + ") is suspended and left"
                  + " out",
              ""));
    }
    return account.isSuspended();
  }

  private Set<Account> one(Node selector) {
    return switch (selector) {
      case Scalar scalar -> named(scalar);
      case Mapping map when map.entries().size() == 1 && map.get("ou").isPresent() ->
          inOu(map.get("ou").get());
      case Mapping map when map.entries().size() == 1 && map.get("tag").isPresent() ->
          tagged(map.get("tag").get());
      default -> {
        problems.add(
            Problem.at(
                selector.source(),
                ProblemCode.FIELD_INVALID,
                "this selects no accounts: " + selector.describe(),
                "Write a name, an id, {ou: Workloads} or {tag: {key: value}}."));
        yield Set.of();
      }
    };
  }

  private Set<Account> named(Scalar scalar) {
    // YAML and JSON readers of others drop leading zeros of numbers; an id has 12 digits.
    var text =
        scalar.value() instanceof Long number && number >= 0
            ? "%012d".formatted(number)
            : scalar.text();
    var account = byIdOrName.get(text);
    if (account == null) {
      var known =
          text.matches("[0-9]+")
              ? all.stream().map(Account::id).toList()
              : all.stream().map(Account::name).toList();
      problems.add(
          Problem.at(
              scalar.source(),
              ProblemCode.ACCOUNT_UNKNOWN,
              "the account '" + text + "' is not in the registry",
              known.isEmpty()
                  ? "Register it: the registry has no accounts."
                  : NearestName.suggestion(known, text)));
      return Set.of();
    }
    return Set.of(account);
  }

  private Set<Account> inOu(Node unit) {
    if (!(unit instanceof Scalar scalar)) {
      refuse(unit, "'ou' is " + unit.describe() + ", not text", "Write {ou: Workloads/Dev}.");
      return Set.of();
    }
    var known = all.stream().map(Account::ou).filter(Objects::nonNull).distinct().toList();
    return matching(
        account -> account.isInOu(scalar.text()),
        scalar,
        "no account is in the organizational unit '" + scalar.text() + "'",
        NearestName.suggestion(known, scalar.text()));
  }

  private Set<Account> tagged(Node tags) {
    if (!(tags instanceof Mapping map)
        || map.entries().isEmpty()
        || !map.entries().values().stream().allMatch(e -> e.value() instanceof Scalar)) {
      refuse(
          tags,
          "'tag' is " + tags.describe() + ", not a map of texts",
          "Write {tag: {tier: web}}.");
      return Set.of();
    }
    Predicate<Account> has =
        account ->
            map.entries().values().stream()
                .allMatch(
                    entry ->
                        ((Scalar) entry.value()).text().equals(account.tags().get(entry.key())));
    var keys =
        all.stream().flatMap(account -> account.tags().keySet().stream()).distinct().toList();
    var first = map.entries().values().iterator().next();
    return matching(
        has,
        map,
        "no account has the tag "
            + first.key()
            + "="
            + ((Scalar) first.value()).text()
            + (map.entries().size() > 1 ? " and the others" : ""),
        NearestName.suggestion(keys, first.key()));
  }

  private Set<Account> matching(
      Predicate<Account> predicate, Node selector, String message, String mend) {
    var found = new LinkedHashSet<Account>();
    all.stream().filter(predicate).forEach(found::add);
    if (found.isEmpty()) {
      problems.add(Problem.at(selector.source(), ProblemCode.TARGET_MISSING, message, mend));
    }
    return found;
  }

  private void refuse(Node node, String message, String mend) {
    problems.add(Problem.at(node.source(), ProblemCode.FIELD_INVALID, message, mend));
  }
}
