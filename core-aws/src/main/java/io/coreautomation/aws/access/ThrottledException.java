package io.coreautomation.aws.access;

/**
 * Says that AWS slowed a call down. Kinds let it through; the engine alone catches it, as a
 * throttled call costs no attempt.
 */
public final class ThrottledException extends RuntimeException {
  private final String service;
  private final String operation;

  public ThrottledException(String service, String operation, Throwable cause) {
    super(service + "." + operation + " was throttled", cause);
    this.service = service;
    this.operation = operation;
  }

  /** As the SDK names it: {@code cloudformation}. */
  public String service() {
    return service;
  }

  /** As AWS names it: {@code DescribeStacks}. */
  public String operation() {
    return operation;
  }
}
