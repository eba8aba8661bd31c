package io.coreautomation.execute.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How what an action did is taken back when its run is rolled back. */
public sealed interface Compensation {
  /** By an action of that kind, in the same place. */
  record By(String kind, ObjectNode params) implements Compensation {}

  /** It was carried out by a run of its own, which takes back what it did. */
  record ByItsRun() implements Compensation {}

  /** It has changed nothing. */
  record Nothing() implements Compensation {}

  /**
   * It cannot be taken back.
   *
   * @param why as the end of a sentence about the action
   */
  record Irreversible(String why) implements Compensation {}
}
