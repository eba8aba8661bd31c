package io.coreautomation.execute.simulation;

import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;

/** A run of a world. */
record SimRun(RunId id, ActionList list) {
  static RunId id(int number) {
    return RunId.parse("0198f2c4-0000-7000-8000-%012d".formatted(number));
  }

  ObjectKeys keys() {
    return ObjectKeys.of(list.coordinates());
  }

  String stateKey() {
    return keys().state(id);
  }
}
