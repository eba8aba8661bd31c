package io.coreautomation.execute.kind;

import io.coreautomation.db.run.RunRow;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.run.Change;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The run that carries out one action of another run. There is one, however often it is asked for:
 * its id is made of the two. All of it can be repeated after a crash.
 */
public interface ChildRun {
  /**
   * What it is to do.
   *
   * @param list that it carries out, one of its parent's deployment
   * @param actions how many are in it
   * @param plan that it carries out; null if there is none
   * @param inputs variables that it begins with
   */
  record Order(Digest list, long actions, @Nullable Digest plan, Map<String, String> inputs) {
    public Order {
      inputs = Map.copyOf(inputs);
    }
  }

  /** How it stands; nothing if it was not begun. */
  Optional<RunRow> row();

  /**
   * Begins it, or finds it begun.
   *
   * @param request tells this attempt of its parent's from another: one that has failed in an
   *     earlier attempt goes on from where it stands, with what failed tried again
   */
  RunRow begin(Order order, String request);

  /**
   * Calls it off, once for each {@code request}.
   *
   * @param reason for people
   */
  void cancel(String request, String reason);

  /**
   * Lets it go on to its end if it was held, once for each {@code request}: nobody waits for it any
   * more, who could let it go on later.
   *
   * @param reason for people
   */
  void leave(String request, String reason);

  /**
   * Has it take back what it did, as far as that can be, once for each {@code request}.
   *
   * @param reason for people
   * @return whether it has seen to that: then its end tells what came of it
   */
  boolean takeBack(String request, String reason);

  /** What an action of it has left for others; nothing of one that is not COMPLETE. */
  Map<String, String> outputs(String action);

  /** The variables as its actions have set them. */
  Map<String, String> variables();

  /** What it has changed, all in all: {@link Change#UPDATE} if it was anything. */
  Change change();

  /** Has its plan expire, as nobody will carry it out. */
  void dropPlan(Digest plan);

  /** Texts of some kind, summed up over its plan. */
  record PlanSummary(
      boolean changes, int calls, Collection<String> irreversible, Collection<String> warnings) {}

  /** What its plan comes to. */
  PlanSummary summary(Digest plan);
}
