package io.coreautomation.simulator.iam.policy;

import io.coreautomation.simulator.iam.policy.PrincipalElement.Closeness;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The policies that one request has to pass, and what they decide together.
 *
 * <p>The rules are those of "Policy evaluation logic", "How AWS enforcement code logic evaluates
 * requests to allow or deny access" and "Cross-account policy evaluation logic" in the IAM User
 * Guide, and of "SCP evaluation" in the AWS Organizations User Guide:
 *
 * <ol>
 *   <li>A statement that denies, in any policy, decides.
 *   <li>At each level of the organization, some SCP must allow.
 *   <li>In the resource's own account its policy is enough for the user or session that it names
 *       itself, whatever boundary and session policy do not say; for a role that it names it stands
 *       in for the identity-based policies; for an account it says nothing without those.
 *   <li>From another account, the resource's policy and an identity-based one must both allow.
 *   <li>The boundary, and the session's policies together, must allow.
 * </ol>
 *
 * @param serviceControl SCPs by level, from the organization's root to the account; none if they do
 *     not reach the requester
 * @param identity of the principal and its groups
 * @param boundary that no permission of the principal passes
 * @param session policies that the session was opened with; null if with none
 * @param resource the policy of the resource, if it has one
 */
public record Policies(
    List<List<PolicyDocument>> serviceControl,
    List<PolicyDocument> identity,
    @Nullable PolicyDocument boundary,
    @Nullable List<PolicyDocument> session,
    @Nullable ResourcePolicy resource) {

  /**
   * What a resource lets others do.
   *
   * @param ownerId the account that the resource is in
   * @param type {@link PolicyType#RESOURCE}; or {@link PolicyType#ROLE_TRUST}, without which nobody
   *     may, not even by the account's own policies
   */
  public record ResourcePolicy(String ownerId, PolicyType type, PolicyDocument document) {}

  public Policies {
    serviceControl = serviceControl.stream().map(List::copyOf).toList();
    identity = List.copyOf(identity);
    session = session == null ? null : List.copyOf(session);
  }

  /** Those of a principal, and nothing else. */
  public static Policies of(List<PolicyDocument> identity) {
    return new Policies(List.of(), identity, null, null, null);
  }

  public Policies withServiceControl(List<List<PolicyDocument>> levels) {
    return new Policies(levels, identity, boundary, session, resource);
  }

  public Policies withBoundary(@Nullable PolicyDocument limit) {
    return new Policies(serviceControl, identity, limit, session, resource);
  }

  public Policies withSession(@Nullable List<PolicyDocument> narrowed) {
    return new Policies(serviceControl, identity, boundary, narrowed, resource);
  }

  public Policies withResource(@Nullable ResourcePolicy policy) {
    return new Policies(serviceControl, identity, boundary, session, policy);
  }

  /** Decides a request. */
  public Decision decide(AccessRequest request) {
    return explicitly(request).or(() -> implicitly(request)).orElse(new Decision.Allowed());
  }

  private Optional<Decision> explicitly(AccessRequest request) {
    if (serviceControl.stream().anyMatch(level -> denies(level, request))) {
      return denied(PolicyType.SERVICE_CONTROL, true);
    }
    if (resource != null && resource.document().denies(request)) {
      return denied(resource.type(), true);
    }
    if (denies(identity, request)) {
      return denied(PolicyType.IDENTITY, true);
    }
    if (boundary != null && boundary.denies(request)) {
      return denied(PolicyType.BOUNDARY, true);
    }
    return session != null && denies(session, request)
        ? denied(PolicyType.SESSION, true)
        : Optional.empty();
  }

  private Optional<Decision> implicitly(AccessRequest request) {
    if (!serviceControl.stream().allMatch(level -> allows(level, request))) {
      return denied(PolicyType.SERVICE_CONTROL, false);
    }
    var named = resource == null ? Closeness.NOT_AT_ALL : resource.document().allows(request);
    var foreign = resource != null && !resource.ownerId().equals(request.requester().accountId());
    var service = request.requester() instanceof Requester.Service;
    if (resource != null
        && named == Closeness.NOT_AT_ALL
        && (foreign || resource.type() == PolicyType.ROLE_TRUST)) {
      return denied(resource.type(), false);
    }
    if (named == Closeness.ITSELF && (!foreign || service)) {
      return Optional.empty();
    }
    var granted =
        named == Closeness.PRINCIPAL && !foreign || request.requester() instanceof Requester.Root;
    if (!granted && !allows(identity, request)) {
      return denied(PolicyType.IDENTITY, false);
    }
    if (boundary != null && !allows(List.of(boundary), request)) {
      return denied(PolicyType.BOUNDARY, false);
    }
    return session != null && !allows(session, request)
        ? denied(PolicyType.SESSION, false)
        : Optional.empty();
  }

  private static boolean denies(List<PolicyDocument> documents, AccessRequest request) {
    return documents.stream().anyMatch(document -> document.denies(request));
  }

  private static boolean allows(List<PolicyDocument> documents, AccessRequest request) {
    return documents.stream()
        .anyMatch(document -> document.allows(request) != Closeness.NOT_AT_ALL);
  }

  private static Optional<Decision> denied(PolicyType type, boolean explicit) {
    return Optional.of(new Decision.Denied(type, explicit));
  }
}
