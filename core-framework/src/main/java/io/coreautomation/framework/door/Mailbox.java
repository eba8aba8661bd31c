package io.coreautomation.framework.door;

import com.fasterxml.jackson.databind.JsonNode;

/** Speaks to another layer: a Lambda function, or the same handler in this process. */
public interface Mailbox {
  /**
   * Calls a layer and waits for its answer.
   *
   * @throws io.coreautomation.framework.problem.ProblemException with what the layer said was wrong
   */
  JsonNode call(Layer layer, JsonNode request);

  /** Hands a request over; returns as soon as it is accepted. It is carried out at least once. */
  void send(Layer layer, JsonNode request);

  /** The layers that can be spoken to. */
  enum Layer {
    INVOKER,
    DEPLOYSPEC,
    RUNNER
  }
}
