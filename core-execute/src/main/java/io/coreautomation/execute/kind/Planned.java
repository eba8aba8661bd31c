package io.coreautomation.execute.kind;

import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.plan.PlannedAction;

/**
 * What a plan says of an action that is carried out by it.
 *
 * @param by the run that made the plan: what it left for the apply bears its tokens
 */
public record Planned(PlannedAction action, RunId by) {
  /**
   * Previews change nothing, so all their attempts are one: a second one finds the first's work.
   */
  public static final int ATTEMPT = 1;

  /** The token that a step of the preview had. */
  public String token(String step) {
    return Token.of(by, action.id(), ATTEMPT, step);
  }
}
