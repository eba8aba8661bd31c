package io.coreautomation.execute.simulation;

/** What keeps the laws; a world can be built without one, to see that a law is broken then. */
enum Guard {
  /** A call bears the same token whenever it is made again. */
  TOKEN,
  /** A turn writes its state only over the version that it has read. */
  CLAIM,
  /** After a crash, a kind looks for its work before it makes any. */
  RECOGNISE_FIRST,
  /** A run parks only if no wake came since its turn began. */
  WAKE_COUNTER,
  /** A run whose execution has died gets another. */
  REAPER,
  /** A refused write is looked at: it may be our own. */
  NONCE,
  /** An action waits for those that it depends on. */
  DEPENDENCIES,
  /** An action runs only if its condition holds. */
  CONDITION,
  /** An action that fails is tried again as often as its author allows. */
  ATTEMPTS,
  /** Not more is begun than the list allows. */
  PARALLEL,
  /** An action holds what it changes. */
  LOCKS,
  /** Who is called off calls off its part. */
  PART_CANCEL,
  /** A command that is carried out is marked so. */
  MARK,
  /** Before an apply begins anything, it looks whether the world is as its plan found it. */
  VERIFY,
  /** What is carried out by a plan is given what the plan says of it. */
  PLAN,
  /** What needs another look to go on has it, even if nobody waits for its end. */
  ATTENDANCE
}
