package io.coreautomation.simulator.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.Locale;
import java.util.Set;

/**
 * Booleans as CloudFormation reads them. Our reader keeps YAML 1.1's {@code yes} and {@code on} as
 * text, so where a boolean is meant they are understood here.
 */
public final class Booleans {
  private static final Set<String> TRUE = Set.of("true", "yes", "on");
  private static final Set<String> FALSE = Set.of("false", "no", "off");

  private Booleans() {}

  public static boolean isTrue(JsonNode value) {
    return TRUE.contains(value.asText("").toLowerCase(Locale.ROOT));
  }

  /** The boolean that a property of a boolean type was given; other values stay as they are. */
  public static JsonNode read(JsonNode value) {
    var text = value.isTextual() ? value.asText().toLowerCase(Locale.ROOT) : "";
    if (TRUE.contains(text)) {
      return BooleanNode.TRUE;
    }
    return FALSE.contains(text) ? BooleanNode.FALSE : value;
  }
}
