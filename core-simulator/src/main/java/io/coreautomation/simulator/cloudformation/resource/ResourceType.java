package io.coreautomation.simulator.cloudformation.resource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the twin knows of a resource type.
 *
 * @param ref pattern of the physical id
 * @param name the property that names a resource, and how
 * @param createOnly properties whose change replaces the resource
 * @param closed whether {@code attributes} are all that there are
 * @param iam whether it needs an IAM capability
 */
public record ResourceType(
    String name,
    Duration duration,
    String ref,
    Naming naming,
    Set<String> createOnly,
    List<String> required,
    boolean closed,
    boolean iam,
    Map<String, String> attributes) {

  /** Where a name must be the only one. */
  public enum Scope {
    NONE,
    REGION,
    ACCOUNT,
    GLOBAL
  }

  /**
   * How a resource gets its name.
   *
   * @param property that gives it; empty when only CloudFormation does
   * @param longest name allowed
   */
  public record Naming(String property, Scope scope, int longest, boolean lowerCase) {}
}
