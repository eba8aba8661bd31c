package io.coreautomation.simulator.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;

/** A member of the Outputs block. */
public record OutputDeclaration(String key, JsonNode body) {
  public JsonNode value() {
    return body.path("Value");
  }

  /** The condition's name; empty when there is none. */
  public String condition() {
    return body.path("Condition").asText("");
  }

  public JsonNode description() {
    return body.path("Description");
  }

  /** The expression of the export's name; missing when it is no export. */
  public JsonNode exportName() {
    return body.path("Export").path("Name");
  }
}
