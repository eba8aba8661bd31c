package io.coreautomation.execute.permission;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The session policies of a run: what its list needs in each account, in the 2,048 characters that
 * STS takes. A list that needs more words may do the same anywhere in the account, and one that
 * needs still more, all that its services can: the role's own policies hold in any case.
 * Thread-safe.
 */
public final class SessionPolicies {
  /**
   * What services do in a caller's name beside what it calls: CloudFormation tags, asks for the
   * macros of a template, and fetches one that is too long for a request from the platform's
   * bucket, whose key may be the platform's own.
   */
  private static final List<Statement> IMPLIED =
      List.of(
          new Statement(
              sorted(
                  "cloudformation:TagResource",
                  "cloudformation:UntagResource",
                  "kms:Decrypt",
                  "s3:GetObject"),
              sorted("*"),
              Map.of()),
          new Statement(
              sorted(
                  "cloudformation:CreateChangeSet",
                  "cloudformation:CreateStack",
                  "cloudformation:UpdateStack"),
              sorted("arn:*:cloudformation:*:*:transform/*"),
              Map.of()));

  private final Map<String, String> texts;

  /** Computes them. */
  public SessionPolicies(LeastPrivilege needed, ActionList list) {
    this.texts =
        needed.of(list, true).stream() // a part may be taken back whatever its own list says
            .collect(Collectors.toUnmodifiableMap(AccountPolicy::account, SessionPolicies::text));
  }

  /** The policy for an account; null if the list needs nothing there. */
  public @Nullable String of(String account) {
    return texts.get(account);
  }

  private static String text(AccountPolicy policy) {
    var exact = written(policy);
    if (fits(exact)) {
      return exact;
    }
    var anywhere = written(new AccountPolicy(policy.account(), anywhere(policy.statements())));
    return fits(anywhere)
        ? anywhere
        : written(new AccountPolicy(policy.account(), services(policy.statements())));
  }

  private static String written(AccountPolicy policy) {
    var all = new ArrayList<>(policy.statements());
    all.addAll(IMPLIED);
    return Json.write(new AccountPolicy(policy.account(), all).document());
  }

  private static boolean fits(String text) {
    return text.length() <= AccessScope.POLICY_CHARACTERS;
  }

  /** What is allowed only under conditions keeps its resource, too: those are few. */
  private static List<Statement> anywhere(List<Statement> statements) {
    var actions = new TreeSet<String>();
    var kept = new ArrayList<Statement>();
    for (var statement : statements) {
      if (statement.conditions().isEmpty()) {
        actions.addAll(statement.actions());
      } else {
        kept.add(statement);
      }
    }
    kept.add(new Statement(actions, sorted("*"), Map.of()));
    return kept;
  }

  /** A service of which something has a condition is not allowed whole: that would lift it. */
  private static List<Statement> services(List<Statement> statements) {
    var limited =
        statements.stream()
            .filter(statement -> !statement.conditions().isEmpty())
            .flatMap(statement -> statement.actions().stream())
            .map(SessionPolicies::service)
            .collect(Collectors.toSet());
    return anywhere(statements).stream()
        .map(
            statement ->
                statement.conditions().isEmpty()
                    ? new Statement(
                        statement.actions().stream()
                            .map(a -> limited.contains(service(a)) ? a : service(a) + ":*")
                            .collect(Collectors.toCollection(TreeSet::new)),
                        statement.resources(),
                        Map.of())
                    : statement)
        .toList();
  }

  private static String service(String action) {
    return action.substring(0, action.indexOf(':'));
  }

  private static SortedSet<String> sorted(String... texts) {
    return new TreeSet<>(List.of(texts));
  }
}
