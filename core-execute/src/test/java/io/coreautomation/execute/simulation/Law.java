package io.coreautomation.execute.simulation;

/** What must hold in every world. */
enum Law {
  /** No effect in AWS is made twice under one token. */
  EFFECTS_ONCE,
  /** What is COMPLETE is there. */
  EFFECTS_THERE,
  /**
   * Nothing starts before what it depends on has ended well, nor is taken back before its users.
   */
  DEPENDENCIES,
  /** What has a condition starts only if it holds, and is left out only if it does not. */
  CONDITIONS,
  /** No attempt more than the list allows and operators ask for. */
  ATTEMPTS,
  /** A part works for its whole: within its life, once, and no longer than that wants it. */
  PARTS,
  /** A plan changes nothing; its apply does what it says, or nothing if the world has moved. */
  PLANNED,
  /** What operators ask is answered, once. */
  ANSWERED,
  /** Not more is under way than the list allows. */
  PARALLEL,
  /** Who does not hold the run changes nothing in AWS. */
  FENCE,
  /** One thing is changed by one action at a time, one deployment by one run. */
  LOCKS,
  /** Nothing starts after the run's end, nor in a run that is cancelled or suspended. */
  STANDSTILL,
  /** Every run ends once nothing goes wrong any more. */
  ENDS,
  /** State, row and events tell the same. */
  RECORDS_AGREE,
  /** No execution sleeps over a wake. */
  WAKES_HEARD,
  /** What goes wrong only for a moment changes no result. */
  SAME_RESULT,
  /** A run is not held up by a claim of its own. */
  PROMPT
}
