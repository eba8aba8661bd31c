package io.coreautomation.execute.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;

/** How what an action did is taken back when its run is rolled back. */
public sealed interface Compensation {
  /** By an action of that kind, in the same place. */
  record By(String kind, ObjectNode params) implements Compensation {}

  /** By the inverse of its kind, as a teardown does it. */
  record ByInverse() implements Compensation {
    /** With those of the action's params that the inverse takes. */
    public By by(KindDescription<?> inverse, ObjectNode params) {
      var taken = Json.object();
      for (var param : params.properties()) {
        if (inverse.shape().named(param.getKey()).isPresent()) {
          taken.set(param.getKey(), param.getValue());
        }
      }
      return new By(inverse.name(), taken);
    }
  }

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
