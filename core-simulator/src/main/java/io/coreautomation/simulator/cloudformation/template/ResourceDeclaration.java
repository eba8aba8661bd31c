package io.coreautomation.simulator.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A member of the Resources block. */
public record ResourceDeclaration(String logicalId, JsonNode body) {
  public String type() {
    return body.path("Type").asText();
  }

  public JsonNode properties() {
    return body.path("Properties");
  }

  /** The condition's name; empty when there is none. */
  public String condition() {
    return body.path("Condition").asText("");
  }

  public List<String> dependsOn() {
    var named = body.path("DependsOn");
    var names = new ArrayList<String>();
    if (named.isTextual()) {
      names.add(named.asText());
    }
    named.elements().forEachRemaining(name -> names.add(name.asText()));
    return names;
  }
}
