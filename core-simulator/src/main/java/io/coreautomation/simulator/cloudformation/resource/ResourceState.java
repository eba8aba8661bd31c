package io.coreautomation.simulator.cloudformation.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A resource of a stack once it is there.
 *
 * @param seed from which whatever AWS chooses is derived
 * @param properties with every expression evaluated
 * @param after logical ids of what it needs
 * @param claims names that nobody else may have: scope, type and name
 * @param attributes that only it knows: the outputs of a nested stack
 */
public record ResourceState(
    String logicalId,
    String type,
    String physicalId,
    String seed,
    JsonNode properties,
    JsonNode metadata,
    List<String> after,
    String deletionPolicy,
    String updateReplacePolicy,
    List<String> claims,
    Map<String, String> attributes) {

  public boolean isNestedStack() {
    return type.equals("AWS::CloudFormation::Stack");
  }

  /** Whether the resource stays when its stack lets go of it. */
  public static boolean retains(String policy) {
    return policy.equals("Retain") || policy.equals("RetainExceptOnCreate");
  }
}
