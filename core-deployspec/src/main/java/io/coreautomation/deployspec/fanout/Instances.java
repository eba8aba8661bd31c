package io.coreautomation.deployspec.fanout;

import io.coreautomation.deployspec.fanout.FannedAction.Instance;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Source;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All instances of all actions of a document: what selectors choose from. */
public final class Instances {
  private static final String GRAMMAR =
      "Write name, name@*, name@account, name@account/region, name@*/= or name@=/*.";

  private final Map<String, FannedAction> byName = new HashMap<>();
  private final Collection<String> elsewhere;
  private final Selector.AccountIds accounts;

  /**
   * Instances by the names of their actions.
   *
   * @param elsewhere names of actions that are written but could not be read: what names them is
   *     not reported, too
   */
  public Instances(
      List<FannedAction> actions, Collection<String> elsewhere, Selector.AccountIds accounts) {
    this.elsewhere = elsewhere;
    this.accounts = accounts;
    actions.forEach(action -> byName.putIfAbsent(action.name(), action));
  }

  public Optional<FannedAction> action(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The names that a selector may begin with. */
  public Collection<String> names() {
    return byName.keySet();
  }

  /** Whether an action of that name was written, but could not be read. */
  public boolean isUnreadable(String name) {
    return elsewhere.contains(name) && !byName.containsKey(name);
  }

  /** What a text selects. */
  public record Match(FannedAction action, List<Instance> instances) {}

  /**
   * What a dependency waits for: at least one instance; none only if its action could not be read.
   *
   * @throws ProblemException if there is no such action, or none of its instances is meant
   */
  public List<Instance> dependency(String text, @Nullable Target from, Source place) {
    var selector = selector(text, place);
    if (isUnreadable(selector.name())) {
      return List.of();
    }
    var other = other(selector, ProblemCode.DEPENDENCY_UNKNOWN, place);
    var found = selector.among(other, from, accounts);
    if (found.isEmpty()) {
      throw new ProblemException(
          Problem.at(
              place,
              ProblemCode.DEPENDENCY_UNKNOWN,
              "'" + text + "' selects nothing" + seenFrom(from),
              candidates(other)));
    }
    return found;
  }

  /**
   * The one instance that a reference means; none only if its action could not be read.
   *
   * @throws ProblemException if there is no such action, or not exactly one of its instances is
   *     meant
   */
  public Optional<Match> reference(String text, @Nullable Target from, Source place) {
    var selector = selector(text, place);
    if (isUnreadable(selector.name())) {
      return Optional.empty();
    }
    var other = other(selector, ProblemCode.REFERENCE_UNKNOWN, place);
    var found = selector.among(other, from, accounts);
    if (found.size() != 1) {
      throw new ProblemException(
          Problem.at(
              place,
              found.isEmpty() ? ProblemCode.REFERENCE_UNKNOWN : ProblemCode.REFERENCE_AMBIGUOUS,
              "'"
                  + text
                  + "' selects "
                  + (found.isEmpty() ? "nothing" : found.size() + " actions")
                  + seenFrom(from)
                  + ", but a reference needs exactly one",
              candidates(other)));
    }
    return Optional.of(new Match(other, found));
  }

  private static Selector selector(String text, Source place) {
    return Selector.parse(text)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.at(
                        place,
                        ProblemCode.DEPENDENCY_UNKNOWN,
                        "'" + text + "' is no selector",
                        GRAMMAR)));
  }

  private FannedAction other(Selector selector, ProblemCode code, Source place) {
    var other = byName.get(selector.name());
    if (other == null) {
      throw new ProblemException(
          Problem.at(
              place,
              code,
              "there is no action '" + selector.name() + "'",
              NearestName.suggestion(byName.keySet(), selector.name())));
    }
    return other;
  }

  private static String seenFrom(@Nullable Target from) {
    return from == null ? "" : " from " + from;
  }

  private static String candidates(FannedAction other) {
    return "There are: "
        + other.instances().stream()
            .limit(8)
            .map(instance -> instance.id().replaceFirst("/", "@"))
            .collect(Collectors.joining(", "))
        + (other.instances().size() > 8 ? ", …" : "")
        + ".";
  }
}
