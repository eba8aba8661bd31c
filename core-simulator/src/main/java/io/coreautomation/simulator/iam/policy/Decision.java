package io.coreautomation.simulator.iam.policy;

/** Whether a request may be carried out. */
public sealed interface Decision {
  /** All policies that must allow it do. */
  record Allowed() implements Decision {}

  /**
   * A policy forbids it, or one that must allow it does not.
   *
   * @param type of the policy that decided
   * @param explicit whether a statement denies it
   */
  record Denied(PolicyType type, boolean explicit) implements Decision {
    /**
     * The message that services answer with; see "Troubleshoot access denied error messages" in the
     * IAM User Guide.
     */
    public String message(AccessRequest request) {
      return withoutReason(request)
          + (explicit
              ? " with an explicit deny in " + type.one()
              : " because no " + type.words() + " allows the " + request.action() + " action");
    }

    /** The message to somebody whom the policy that decided is none of. */
    public static String withoutReason(AccessRequest request) {
      return "User: "
          + request.requester().arn()
          + " is not authorized to perform: "
          + request.action()
          + (request.resource().equals("*") ? "" : " on resource: " + request.resource());
    }
  }

  default boolean allowed() {
    return this instanceof Allowed;
  }
}
