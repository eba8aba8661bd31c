package io.coreautomation.db.seed;

import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.shape.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds the parts of a registry's document to each other: names are given once, and are known. */
final class References {
  private final RegistryForm form;
  private final Node root;
  private final Problems problems;

  References(RegistryForm form, Node root, Problems problems) {
    this.form = form;
    this.root = root;
    this.problems = problems;
  }

  void check() {
    once("clients", "name", form.clients(), client -> "the client '" + client.name() + "'");
    once("portfolios", "name", form.portfolios(), one -> "the portfolio '" + one.name() + "'");
    once("zones", "name", form.zones(), zone -> "the zone '" + zone.name() + "'");
    once("accounts", "name", form.accounts(), one -> "the account name '" + one.name() + "'");
    once("accounts", "id", form.accounts(), account -> "the account id " + account.id());
    once(
        "apps",
        "name",
        form.apps(),
        app -> "the app '" + app.name() + "' of the portfolio '" + app.portfolio() + "'");
    once(
        "grants",
        "on",
        form.grants(),
        grant -> "the grant of '" + grant.principal() + "' on '" + grant.on() + "'");

    var accounts = names(form.accounts(), RegistryForm.AccountForm::name);
    var ids = names(form.accounts(), RegistryForm.AccountForm::id);
    for (int i = 0; i < form.zones().size(); i++) {
      var account = form.zones().get(i).account();
      if (account == null || !ids.contains(account)) {
        known("zones", i, "account", account, accounts);
      }
    }
    var portfolios = names(form.portfolios(), portfolio -> portfolio.name());
    var zones = names(form.zones(), zone -> zone.name());
    for (int i = 0; i < form.apps().size(); i++) {
      known("apps", i, "portfolio", form.apps().get(i).portfolio(), portfolios);
      known("apps", i, "zone", form.apps().get(i).zone(), zones);
    }
  }

  private <T> void once(String list, String field, List<T> entries, Function<T, String> name) {
    var first = new HashMap<String, Source>();
    for (int i = 0; i < entries.size(); i++) {
      var called = name.apply(entries.get(i));
      var place = place(list, i, field);
      var earlier = first.putIfAbsent(called, place);
      if (earlier != null) {
        problems.add(
            Problem.at(
                    place,
                    ProblemCode.NAME_DUPLICATE,
                    called + " is given twice",
                    "The first is in line " + earlier.line() + ": remove or rename one of them.")
                .withPath(path(list, i, field)));
      }
    }
  }

  private void known(
      String list, int index, String field, @Nullable String name, Set<String> names) {
    if (name == null || names.contains(name)) {
      return;
    }
    var suggestion = NearestName.suggestion(names, name);
    problems.add(
        Problem.at(
                place(list, index, field),
                field.equals("account")
                    ? ProblemCode.ACCOUNT_UNKNOWN
                    : ProblemCode.REFERENCE_UNKNOWN,
                "there is no " + field + " '" + name + "' in this file",
                suggestion.isEmpty() ? "Add it under '" + field + "s'." : suggestion)
            .withPath(path(list, index, field)));
  }

  private static <T> Set<String> names(List<T> entries, Function<T, String> name) {
    var names = new HashSet<String>();
    entries.forEach(entry -> names.add(name.apply(entry)));
    return names;
  }

  private static String path(String list, int index, String field) {
    return list + "[" + index + "]." + field;
  }

  private Source place(String list, int index, String field) {
    var entries = child(root, list);
    var entry = entries instanceof Node.Sequence sequence ? sequence.items().get(index) : entries;
    return child(entry, field).source();
  }

  /** The value of a field that was bound, in whichever spelling it was given. */
  private static Node child(Node map, String name) {
    return ((Node.Mapping) map)
        .entries().values().stream()
            .filter(entry -> Field.isSame(name, entry.key()))
            .map(Node.Entry::value)
            .findFirst()
            .orElseThrow();
  }
}
