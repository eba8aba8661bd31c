package io.coreautomation.deployspec.part;

import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionBuilder;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problems;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Divides lists that are longer than one run may be. What comes out is a list in which each part is
 * one action, which has its part carried out by a run of its own, and those parts' lists.
 */
public final class Parts {
  /** The kind of an action that stands for a part. */
  private static final String KIND = "SYSTEM::RunTask";

  private static final String LIST = "list";
  private static final String ACTIONS = "actions";

  private Parts() {}

  /**
   * A list and the lists of its parts.
   *
   * @param objects the parts' lists, by key
   */
  public record Divided(ActionList list, SortedMap<String, byte[]> objects) {}

  /**
   * Divides a list, if it is too long. The same list is always divided in the same way.
   *
   * @param limit the most actions of one run
   * @param problems what cannot be divided, and why; the result is of no use then
   */
  public static Divided of(ActionList whole, KindCatalog kinds, int limit, Problems problems) {
    return whole.actions().size() <= limit
        ? new Divided(whole, new TreeMap<>())
        : new Division(whole, kinds, limit, problems).divided();
  }

  /** How many actions a list stands for, with those of its parts. */
  public static long size(ActionList list) {
    return list.actions().stream()
        .mapToLong(a -> isPart(a) ? a.params().path(ACTIONS).longValue() : 1)
        .sum();
  }

  /** A list with others in the places of its parts; nothing passes between them any more. */
  public static ActionList replaced(ActionList list, Function<Digest, ActionList> other) {
    return new ActionList(
        list.formatVersion(),
        list.task(),
        list.coordinates(),
        list.onFailure(),
        list.maxParallel(),
        list.maxPerTarget(),
        list.onLocked(),
        list.trustRegistry(),
        list.actions().stream()
            .map(
                a -> isPart(a) ? part(a.id(), other.apply(digest(a)), a, a.dependsOn()).build() : a)
            .toList());
  }

  private static boolean isPart(Action action) {
    return action.kind().equals(KIND);
  }

  private static Digest digest(Action part) {
    return Digest.parse(part.params().path(LIST).asText());
  }

  /** An action that stands for a part, in the place of some other action. */
  static ActionBuilder part(String id, ActionList list, Action like, List<String> dependsOn) {
    return Action.of(id, KIND, like.source())
        .params(
            Json.object()
                .put("task", list.task().label())
                .put(LIST, list.digest().toString())
                .put(ACTIONS, list.actions().size()))
        .dependsOn(dependsOn)
        .stage(like.stage());
  }
}
