package io.coreautomation.framework.problem;

/**
 * A resource of a stack, as its template calls it.
 *
 * @param logicalId such as {@code Queue}
 * @param type such as {@code AWS::SQS::Queue}
 */
public record StackResource(String logicalId, String type) {
  /** {@code Queue (AWS::SQS::Queue)}. */
  @Override
  public String toString() {
    return logicalId + " (" + type + ")";
  }
}
