package io.coreautomation.simulator.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.iam.policy.PrincipalElement.Closeness;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A policy that has been read. Immutable; what it matches is found without reading again. */
public final class PolicyDocument {
  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");

  /** What a policy is attached to decides which of its elements are asked for. */
  enum Use {
    /** To a principal, an account or a session: names no principal. */
    ATTACHED,
    /** To a resource: names principals and resources. */
    RESOURCE,
    /** To a role: names principals, and no resources. */
    TRUST
  }

  private final List<Statement> statements;

  private PolicyDocument(List<Statement> statements) {
    this.statements = statements;
  }

  /**
   * Reads a policy of a principal, a permissions boundary, a session policy or an SCP.
   *
   * @throws MalformedPolicyException if it is none
   */
  public static PolicyDocument attached(String json) {
    return read(json, Use.ATTACHED);
  }

  /**
   * Reads a policy of a resource.
   *
   * @throws MalformedPolicyException if it is none
   */
  public static PolicyDocument ofResource(String json) {
    return read(json, Use.RESOURCE);
  }

  /**
   * Reads a role's trust policy.
   *
   * @throws MalformedPolicyException if it is none
   */
  public static PolicyDocument ofTrust(String json) {
    return read(json, Use.TRUST);
  }

  private static PolicyDocument read(String json, Use use) {
    var document = parsed(json);
    // The version of a document without one is the oldest, which knows no variables.
    var version = document.path("Version").asText("2008-10-17");
    if (!VERSIONS.contains(version)) {
      throw new MalformedPolicyException("Syntax errors in policy.");
    }
    var statement = document.path("Statement");
    var statements = new ArrayList<Statement>();
    var ids = new HashSet<String>();
    for (var node : statement.isArray() ? statement : List.of(statement)) {
      if (!node.isObject()) {
        throw new MalformedPolicyException("Syntax errors in policy.");
      }
      if (node.has("Sid") && !ids.add(node.path("Sid").asText())) {
        throw new MalformedPolicyException(
            "Statement IDs (SID) in a single policy must be unique.");
      }
      statements.add(Statement.read(node, use, version.equals("2012-10-17")));
    }
    return new PolicyDocument(List.copyOf(statements));
  }

  private static JsonNode parsed(String json) {
    try {
      var document = Json.parse(json);
      if (!document.isObject()) {
        throw new MalformedPolicyException("Syntax errors in policy.");
      }
      return document;
    } catch (UncheckedIOException e) {
      throw new MalformedPolicyException("This policy contains invalid Json");
    }
  }

  boolean denies(AccessRequest request) {
    var action = request.action().toLowerCase(Locale.ROOT);
    for (var statement : statements) {
      if (!statement.allows()
          && statement.closeness(request.requester()) != Closeness.NOT_AT_ALL
          && statement.matches(request, action)) {
        return true;
      }
    }
    return false;
  }

  /** How closely the statements that allow the request name the requester. */
  Closeness allows(AccessRequest request) {
    var action = request.action().toLowerCase(Locale.ROOT);
    var closest = Closeness.NOT_AT_ALL;
    for (var statement : statements) {
      if (statement.allows()) {
        var closeness = statement.closeness(request.requester());
        if (closeness.compareTo(closest) > 0 && statement.matches(request, action)) {
          closest = closeness;
        }
      }
    }
    return closest;
  }
}
