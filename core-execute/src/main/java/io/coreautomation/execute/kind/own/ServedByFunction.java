package io.coreautomation.execute.kind.own;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A kind whose work a function does. Where no code of functions is run, others answer for it. */
public interface ServedByFunction {
  /** The function's name, without place and alias. */
  String functionName();

  /** What it answers on a digital twin, if its declaration says so. */
  Optional<JsonNode> onTwin();
}
