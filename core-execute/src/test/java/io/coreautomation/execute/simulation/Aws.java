package io.coreautomation.execute.simulation;

import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;
import java.util.Set;

/** The AWS of a world: a cheap one for most seeds, the twin for some. */
interface Aws {
  /** The kinds of actions that work on it. */
  List<ActionHandler<?>> kinds();

  AwsAccess access();

  /** Holds what a run says that it has done against what is there. */
  void requireTruth(SimRun run);

  /** What was made, in the words of one who does not know when. */
  Set<String> effects();

  /** Somebody else changes what an action is about. */
  void change(String action);
}
