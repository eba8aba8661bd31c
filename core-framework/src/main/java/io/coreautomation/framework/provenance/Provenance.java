package io.coreautomation.framework.provenance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.RunView.ActionView;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a run failed: of each action that did, the chain from what AWS said to what a person wrote.
 *
 * @param commit that the package was built from, if that is known
 * @param failures in the order of the list; empty if nothing has failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Provenance(RunView.Run run, @Nullable String commit, List<Failed> failures) {
  public Provenance {
    failures = List.copyOf(failures);
  }

  /**
   * An action that failed, or whose outcome nobody knows.
   *
   * @param action with its place in the deployspec, and with its failure, which has the resource
   *     and its place in the template
   * @param known what is known of the error, if it is met often
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Failed(ActionView action, @Nullable KnownError known) {
    /** Of an action that has a failure. */
    public RunView.Failure failure() {
      return Objects.requireNonNull(action.failure());
    }
  }

  /** Of some actions of a run: those that have not failed are left out. */
  public static Provenance of(
      RunView.Run run, @Nullable String commit, List<ActionView> actions, KnownErrors errors) {
    return new Provenance(
        run,
        commit,
        actions.stream()
            .filter(Provenance::hasFailed)
            .map(action -> new Failed(action, known(action, errors)))
            .toList());
  }

  /** One that is tried again has its last failure, too, but has not failed. */
  private static boolean hasFailed(ActionView action) {
    return action.failure() != null
        && (action.status() == ActionStatus.FAILED || action.status() == ActionStatus.UNKNOWN);
  }

  private static @Nullable KnownError known(ActionView action, KnownErrors errors) {
    var failure = action.failure();
    return failure == null ? null : errors.find(failure.message()).orElse(null);
  }

  public ObjectNode json() {
    return Json.objectOf(this);
  }
}
