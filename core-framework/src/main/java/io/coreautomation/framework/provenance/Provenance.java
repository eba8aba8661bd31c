package io.coreautomation.framework.provenance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.RunView.ActionView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a run failed: of each action that did, the chain from what AWS said to what a person wrote.
 * Where a run of its own carried the action out, the chain goes through that.
 *
 * @param commit that the package was built from, if that is known
 * @param failures in the order of the list; empty if nothing has failed. Of a part's run the first
 * @param more how many actions of a part's run have failed besides; null if none has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Provenance(
    RunView.Run run, @Nullable String commit, List<Failed> failures, @Nullable Integer more) {
  /** Parts of parts, of which the innermost are told. */
  private static final int DEEPEST = 10;

  /** Kinds whose actions runs of their own carry out. */
  private static final Set<String> WHOLES = Set.of("SYSTEM::RunTask", "SYSTEM::RollBackTask");

  public Provenance {
    failures = List.copyOf(failures);
  }

  /** Whether it says why: a run that was called off has no failure of its own. */
  public boolean tells() {
    return !failures.isEmpty() || !run.problems().isEmpty();
  }

  /** Finds the runs that carry out actions of other runs. */
  public interface Parts {
    /** How the run of an action stands; nothing if it was never begun. */
    Optional<RunView> of(RunId whole, ActionView action);
  }

  /**
   * An action that failed, or whose outcome nobody knows.
   *
   * @param action with its place in the deployspec, and with its failure, which has the resource
   *     and its place in the template
   * @param known what is known of the error, if it is met often
   * @param part why the run failed that carried it out; null if none did
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Failed(ActionView action, @Nullable KnownError known, @Nullable Provenance part) {
    /** Of an action that has a failure. */
    public RunView.Failure failure() {
      return Objects.requireNonNull(action.failure());
    }
  }

  /** Of some actions of a run: those that have not failed are left out. */
  public static Provenance of(
      RunView.Run run,
      @Nullable String commit,
      List<ActionView> actions,
      KnownErrors errors,
      Parts parts) {
    var search = new Search(errors, parts);
    var failures = failed(actions).map(action -> search.failed(action, List.of(run.id()))).toList();
    return new Provenance(run, commit, failures, null);
  }

  private static Stream<ActionView> failed(List<ActionView> actions) {
    return actions.stream().filter(Provenance::hasFailed);
  }

  /** Goes down from an action to the run that carried it out. */
  private record Search(KnownErrors errors, Parts parts) {
    /**
     * Looks into an action.
     *
     * @param above the runs that it is in, the whole first: no run is a part of itself
     */
    Failed failed(ActionView action, List<RunId> above) {
      var part =
          WHOLES.contains(action.kind()) && above.size() <= DEEPEST
              ? parts
                  .of(above.getLast(), action)
                  .filter(found -> !above.contains(found.run().id()))
                  .map(found -> part(found, above))
                  .orElse(null)
              : null;
      return new Failed(action, known(action), part);
    }

    private Provenance part(RunView view, List<RunId> above) {
      var all = Provenance.failed(view.actions()).toList();
      var within = Stream.concat(above.stream(), Stream.of(view.run().id())).toList();
      return new Provenance(
          view.run(),
          null,
          all.stream().limit(1).map(action -> failed(action, within)).toList(),
          all.size() > 1 ? all.size() - 1 : null);
    }

    private @Nullable KnownError known(ActionView action) {
      var failure = action.failure();
      return failure == null ? null : errors.find(failure.message()).orElse(null);
    }
  }

  /** One that is tried again has its last failure, too, but has not failed. */
  private static boolean hasFailed(ActionView action) {
    return action.failure() != null
        && (action.status() == ActionStatus.FAILED || action.status() == ActionStatus.UNKNOWN);
  }

  public ObjectNode json() {
    return Json.objectOf(this);
  }
}
