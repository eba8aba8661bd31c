package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.simulator.cloudformation.template.ParameterValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants a stack to be: the part that creates, updates and change sets share.
 *
 * @param template its text
 * @param tags null to keep what the stack has
 * @param roleArn null to keep what the stack has
 * @param token empty when none is given
 * @param revertsDrift whether what was removed behind CloudFormation's back is made anew
 */
public record Request(
    String template,
    List<ParameterValues.Given> parameters,
    List<String> capabilities,
    @Nullable Map<String, String> tags,
    @Nullable String roleArn,
    String token,
    boolean revertsDrift) {

  /** The name of its template in a stack's record. */
  String digest() {
    return Digest.of(template).hex();
  }

  /** Its token, as used for an operation; null when it has none. */
  StackRecord.@Nullable TokenUse use(String operation) {
    return token.isEmpty() ? null : new StackRecord.TokenUse(token, operation);
  }
}
