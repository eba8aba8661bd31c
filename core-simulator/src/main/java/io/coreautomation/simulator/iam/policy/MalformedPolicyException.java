package io.coreautomation.simulator.iam.policy;

/** Says in IAM's words why a text is no policy. */
public final class MalformedPolicyException extends RuntimeException {
  public MalformedPolicyException(String message) {
    super(message);
  }
}
