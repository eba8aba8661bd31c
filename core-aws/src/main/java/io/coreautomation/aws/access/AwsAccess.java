package io.coreautomation.aws.access;

import software.amazon.awssdk.core.SdkClient;

/**
 * Hands out SDK clients for target accounts.
 *
 * <p>Implementations MUST fail closed: a client that works with any other identity than the scope's
 * role is never handed out. Clients are shared and thread-safe; callers do not close them.
 */
public interface AwsAccess {
  /**
   * The client of a service for a scope.
   *
   * <p>Its calls throw {@link ThrottledException} where AWS slowed us down, and the SDK's
   * exceptions otherwise.
   *
   * @param service the SDK's synchronous client interface
   * @throws io.coreautomation.framework.problem.ProblemException {@code AWS_DENIED} if the role may
   *     not be assumed or is not there
   * @throws ThrottledException if STS slowed us down
   */
  <C extends SdkClient> C client(Class<C> service, AccessScope scope);

  /** Whether a client of a scope can be had without asking STS for a session first. */
  default boolean isOpen(AccessScope scope) {
    return true;
  }

  /** The ARN of the role that CloudFormation works with, which each stack call passes. */
  String stackExecutionRoleArn(String account, String region);

  /** The ARN of the policy that limits the users of an account whom kinds make. */
  String userBoundaryArn(String account, String region);
}
