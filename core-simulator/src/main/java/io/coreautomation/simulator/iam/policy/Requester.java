package io.coreautomation.simulator.iam.policy;

/** Who asks, as policies name principals. */
public sealed interface Requester {
  /** As error messages and {@code GetCallerIdentity} name it. */
  String arn();

  /** Whose policies hold it; empty for a service. */
  String accountId();

  /** As {@code aws:PrincipalArn} has it: of a session, its role's. */
  String principalArn();

  /** As {@code aws:PrincipalType} has it. */
  String type();

  /** An account's root user, whom no identity-based policy limits. */
  record Root(String accountId) implements Requester {
    @Override
    public String arn() {
      return "arn:aws:iam::" + accountId + ":root";
    }

    @Override
    public String principalArn() {
      return arn();
    }

    @Override
    public String type() {
      return "Account";
    }
  }

  /** An IAM user. */
  record User(String accountId, String arn) implements Requester {
    @Override
    public String principalArn() {
      return arn;
    }

    @Override
    public String type() {
      return "User";
    }
  }

  /** A session of a role. */
  record RoleSession(String accountId, String roleArn, String arn) implements Requester {
    @Override
    public String principalArn() {
      return roleArn;
    }

    @Override
    public String type() {
      return "AssumedRole";
    }
  }

  /** A service of AWS, such as {@code cloudformation.amazonaws.com}. */
  record Service(String name) implements Requester {
    @Override
    public String arn() {
      return name;
    }

    @Override
    public String accountId() {
      return "";
    }

    @Override
    public String principalArn() {
      return "";
    }

    @Override
    public String type() {
      return "Service";
    }
  }
}
