package io.coreautomation.simulator.iam.policy;

/** Says in IAM's words why a text is no policy. */
public final class MalformedPolicyException extends RuntimeException {
  private final String said;

  public MalformedPolicyException(String said) {
    super(said);
    this.said = said;
  }

  /** IAM's words. */
  public String said() {
    return said;
  }
}
