package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.cloudformation.template.ParameterValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a stack is from some time on.
 *
 * @param template the digest of its text
 * @param roleArn empty when the stack acts as its caller
 * @param imports names of the exports that it uses
 */
public record Revision(
    Instant from,
    String template,
    String description,
    Map<String, ParameterValues.Value> parameters,
    Map<String, String> tags,
    String roleArn,
    List<String> capabilities,
    Map<String, ResourceState> resources,
    List<Output> outputs,
    Set<String> imports) {

  /**
   * An output.
   *
   * @param exportName empty when it is not exported
   */
  public record Output(String key, String value, String description, String exportName) {}

  Revision at(Instant time) {
    return new Revision(
        time,
        template,
        description,
        parameters,
        tags,
        roleArn,
        capabilities,
        resources,
        outputs,
        imports);
  }

  Revision with(
      Map<String, ResourceState> newResources, List<Output> newOutputs, Set<String> newImports) {
    return new Revision(
        from,
        template,
        description,
        parameters,
        tags,
        roleArn,
        capabilities,
        newResources,
        newOutputs,
        newImports);
  }
}
