package io.coreautomation.execute.handler;

import io.coreautomation.execute.park.Parking;
import io.coreautomation.execute.turn.Engine;

/** wip */
record LambdaAssembly(Engine engine, Parking parking) {
  static LambdaAssembly fromEnvironment() {
    throw new IllegalStateException("wip");
  }
}
