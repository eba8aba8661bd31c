package io.coreautomation.execute.turn;

import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** What a turn that dies leaves to the one that gives the run up. */
final class Death {
  /** Turns in a row that died, after which a run is given up. */
  static final int LAST = 20;

  /** Of each text: it stands in the state of the run, and then in its row. */
  private static final int LONGEST = 500;

  private Death() {}

  /** Why a turn died, as far as its exception tells. */
  static Problem of(RuntimeException e) {
    var cause =
        e instanceof ProblemException told
            ? told.first()
            : Problem.of(
                ProblemCode.INTERNAL,
                e.toString(),
                "Look into the engine's log for the whole of it.");
    return new Problem(
        cause.code(), bounded(cause.message()), bounded(cause.mend()), cause.source(), "");
  }

  /** What a run says that is given up for it. */
  static Problem givenUp(@Nullable Problem last, RunId run) {
    var died = LAST + " turns of the run in a row have died";
    var again = "Then go on: core retry " + run + ".";
    if (last == null) {
      return Problem.of(
          ProblemCode.RUN_CRASHING,
          died + ", and none could say why: their time or their memory was over, perhaps",
          "Look into the engine's log for the cause. " + again);
    }
    return Problem.at(
        last.source(),
        ProblemCode.RUN_CRASHING,
        died + ", the last that could say why of this: " + last.message(),
        last.mend().isEmpty() ? again : last.mend() + " " + again);
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
