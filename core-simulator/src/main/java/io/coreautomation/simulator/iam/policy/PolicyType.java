package io.coreautomation.simulator.iam.policy;

/** What a policy is attached to, in the words of AWS's messages. */
public enum PolicyType {
  SERVICE_CONTROL("a service control policy", "service control policy"),
  RESOURCE("a resource-based policy", "resource-based policy"),
  ROLE_TRUST("the role trust policy", "role trust policy"),
  IDENTITY("an identity-based policy", "identity-based policy"),
  BOUNDARY("a permissions boundary", "permissions boundary"),
  SESSION("a session policy", "session policy");

  private final String one;
  private final String name;

  PolicyType(String one, String name) {
    this.one = one;
    this.name = name;
  }

  /** With its article, as in "with an explicit deny in …". */
  String one() {
    return one;
  }

  /** As in "because no … allows". */
  String words() {
    return name;
  }
}
