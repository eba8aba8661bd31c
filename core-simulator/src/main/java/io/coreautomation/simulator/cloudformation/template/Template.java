package io.coreautomation.simulator.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A template whose shape is right and whose loops are unrolled.
 *
 * @param text as it was submitted
 * @param root the whole, in long form
 */
public record Template(
    String text,
    ObjectNode root,
    Map<String, ParameterDeclaration> parameters,
    Map<String, ResourceDeclaration> resources,
    Map<String, OutputDeclaration> outputs,
    Map<String, JsonNode> conditions,
    List<String> transforms) {
  /** The one transform that the twin applies. */
  public static final String LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions";

  public Template {
    parameters = ordered(parameters);
    resources = ordered(resources);
    outputs = ordered(outputs);
    conditions = ordered(conditions);
    transforms = List.copyOf(transforms);
  }

  /** The description; empty when there is none. */
  public String description() {
    return root.path("Description").asText("");
  }

  public JsonNode mappings() {
    return root.path("Mappings");
  }

  public JsonNode rules() {
    return root.path("Rules");
  }

  public boolean hasLanguageExtensions() {
    return transforms.contains(LANGUAGE_EXTENSIONS);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
