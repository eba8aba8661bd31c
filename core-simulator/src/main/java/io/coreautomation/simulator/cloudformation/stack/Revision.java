package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.cloudformation.template.ParameterValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** What a request makes of a stack, before its resources and outputs are known. */
  static Revision draft(
      Instant now, Preparation.Prepared prepared, Request request, @Nullable Revision old) {
    var tags =
        request.tags() != null
            ? request.tags()
            : old == null ? Map.<String, String>of() : old.tags();
    var role = request.roleArn() != null ? request.roleArn() : old == null ? "" : old.roleArn();
    return new Revision(
        now,
        request.digest(),
        prepared.template().description(),
        prepared.parameters(),
        tags,
        role,
        request.capabilities(),
        old == null ? Map.<String, ResourceState>of() : old.resources(),
        old == null ? List.of() : old.outputs(),
        old == null ? Set.of() : old.imports());
  }
}
