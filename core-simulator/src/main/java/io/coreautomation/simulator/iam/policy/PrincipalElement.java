package io.coreautomation.simulator.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A statement's {@code Principal} or {@code NotPrincipal}.
 *
 * @param not whether all others are meant
 */
record PrincipalElement(boolean not, boolean everybody, List<String> aws, List<String> services) {
  /** How a policy names a requester; the later, the closer. */
  enum Closeness {
    NOT_AT_ALL,
    /** By its account, whose identity-based policies say who of it may. */
    ACCOUNT,
    /** By its role, or with everybody. */
    PRINCIPAL,
    /** By the user's or the session's own ARN. */
    ITSELF
  }

  static PrincipalElement read(JsonNode node, boolean not) {
    if (node.isTextual()) {
      if (!node.textValue().equals("*")) {
        throw new MalformedPolicyException("Invalid principal in policy.");
      }
      return new PrincipalElement(not, true, List.of(), List.of());
    }
    if (!node.isObject() || node.isEmpty()) {
      throw new MalformedPolicyException("Syntax errors in policy.");
    }
    node.fieldNames()
        .forEachRemaining(
            type -> {
              if (!List.of("AWS", "Service", "Federated", "CanonicalUser").contains(type)) {
                throw new MalformedPolicyException("Invalid principal in policy.");
              }
            });
    var aws = Statement.texts(node.path("AWS"));
    return new PrincipalElement(not, aws.contains("*"), aws, Statement.texts(node.path("Service")));
  }

  Closeness closeness(Requester requester) {
    var named = named(requester);
    if (!not) {
      return named;
    }
    return named == Closeness.NOT_AT_ALL ? Closeness.PRINCIPAL : Closeness.NOT_AT_ALL;
  }

  private Closeness named(Requester requester) {
    if (requester instanceof Requester.Service service) {
      return services.contains(service.name()) || everybody
          ? Closeness.ITSELF
          : Closeness.NOT_AT_ALL;
    }
    if (aws.contains(requester.arn())) {
      return Closeness.ITSELF;
    }
    if (everybody || aws.contains(requester.principalArn())) {
      return Closeness.PRINCIPAL;
    }
    return aws.contains(requester.accountId())
            || aws.contains(new Requester.Root(requester.accountId()).arn())
        ? Closeness.ACCOUNT
        : Closeness.NOT_AT_ALL;
  }
}
