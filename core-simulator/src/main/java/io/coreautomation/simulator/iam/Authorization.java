package io.coreautomation.simulator.iam;

import io.coreautomation.simulator.iam.policy.AccessRequest;
import io.coreautomation.simulator.iam.policy.Decision;
import io.coreautomation.simulator.iam.policy.Policies;
import io.coreautomation.simulator.iam.policy.PolicyDocument;
import io.coreautomation.simulator.iam.policy.Requester;
import io.coreautomation.simulator.world.Accounts.Session;
import io.coreautomation.simulator.world.TwinPrincipal;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds callers to the policies that they have. Thread-safe.
 *
 * <p>A principal of whom the twin knows no policies may do everything: a world without them costs
 * nothing, and policies count from when they are there.
 */
public final class Authorization {
  private static final String EVERYTHING =
      ManagedPolicies.text("arn:aws:iam::aws:policy/AdministratorAccess");

  private final TwinWorld world;
  private final Map<String, RolePolicies> given = new ConcurrentHashMap<>();
  private final Map<String, Levels> control = new ConcurrentHashMap<>();
  private final Map<String, Optional<Policies>> roles = new ConcurrentHashMap<>();
  private final Map<String, PolicyDocument> sessions = new ConcurrentHashMap<>();

  /** The SCPs of an account, as texts, from the organization's root to itself. */
  record Levels(List<List<String>> texts) {
    List<List<PolicyDocument>> documents() {
      return texts.stream()
          .map(level -> level.stream().map(PolicyDocument::attached).toList())
          .toList();
    }
  }

  private Authorization(TwinWorld world) {
    this.world = world;
    world.documents("policies/role/", RolePolicies.class).forEach(given::put);
    world.documents("policies/control/", Levels.class).forEach(control::put);
  }

  public static Authorization of(TwinWorld world) {
    return world.part(Authorization.class, Authorization::new);
  }

  /**
   * Gives a role its policies, instead of those that it had.
   *
   * @throws io.coreautomation.simulator.iam.policy.MalformedPolicyException if one is none
   */
  public void putRolePolicies(String roleArn, RolePolicies policies) {
    read(policies);
    world.commit(List.of(TwinWorld.put(roleKey(roleArn), policies)));
    given.put(roleKey(roleArn), policies);
    roles.remove(roleArn);
  }

  /**
   * Attaches SCPs to an account, instead of those that it had.
   *
   * @param levels from the organization's root to the account
   * @throws io.coreautomation.simulator.iam.policy.MalformedPolicyException if one is none
   */
  public void putServiceControl(String accountId, List<List<String>> levels) {
    var attached = new Levels(levels);
    attached.documents();
    world.commit(List.of(TwinWorld.put(controlKey(accountId), attached)));
    control.put(controlKey(accountId), attached);
    roles.clear();
  }

  /** Whether a principal has any policies: who has none need not be asked about. */
  public boolean limits(TwinPrincipal principal, @Nullable Session session) {
    return policies(requester(principal), session).isPresent();
  }

  /** Why a principal may not do something, in the words of AWS; empty if it may. */
  public Optional<String> refusal(
      TwinPrincipal principal, @Nullable Session session, String region, Need need) {
    var requester = requester(principal);
    return policies(requester, session)
        .flatMap(
            policies -> {
              var request = request(requester, session, region, need);
              return policies.decide(request) instanceof Decision.Denied denied
                  ? Optional.of(denied.message(request))
                  : Optional.empty();
            });
  }

  /**
   * Why a principal may not do something to a role that its trust policy must allow, too.
   *
   * @param trust the role's trust policy
   */
  public Optional<String> refusal(
      TwinPrincipal principal,
      @Nullable Session session,
      String region,
      Need need,
      Policies.ResourcePolicy trust) {
    var requester = requester(principal);
    var request = request(requester, session, region, need);
    var decision =
        policies(requester, session)
            .orElseGet(() -> Policies.of(List.of(PolicyDocument.attached(EVERYTHING))))
            .withResource(trust)
            .decide(request);
    if (!(decision instanceof Decision.Denied denied)) {
      return Optional.empty();
    }
    // What a policy of another account says is nobody's business.
    var foreign = !trust.ownerId().equals(principal.accountId());
    return Optional.of(
        foreign && denied.type() == trust.type()
            ? Decision.Denied.withoutReason(request)
            : denied.message(request));
  }

  /** The policies that a role was given, or that the template of target roles gives it. */
  public Optional<RolePolicies> ofRole(String accountId, String name) {
    var arn = "arn:aws:iam::" + accountId + ":role/" + name;
    return Optional.ofNullable(given.get(roleKey(arn)))
        .or(() -> TargetRoleTemplate.role(world.settings(), accountId, name));
  }

  private Optional<Policies> policies(Requester requester, @Nullable Session session) {
    var own = roles.computeIfAbsent(requester.principalArn(), arn -> load(requester));
    if (session == null || session.policy() == null && session.policyArns().isEmpty()) {
      return own;
    }
    var base = own.orElseGet(() -> Policies.of(List.of(PolicyDocument.attached(EVERYTHING))));
    return Optional.of(base.withSession(narrowed(session)));
  }

  private Optional<Policies> load(Requester requester) {
    var own =
        requester instanceof Requester.RoleSession role
            ? ofRole(role.accountId(), role.roleArn().substring(role.roleArn().indexOf('/') + 1))
                .map(Authorization::read)
            : Optional.<Policies>empty();
    var levels = control.get(controlKey(requester.accountId()));
    return levels == null
        ? own
        : Optional.of(
            own.orElseGet(() -> Policies.of(List.of(PolicyDocument.attached(EVERYTHING))))
                .withServiceControl(levels.documents()));
  }

  private static Policies read(RolePolicies texts) {
    if (texts.trust() != null) {
      PolicyDocument.ofTrust(texts.trust());
    }
    return Policies.of(texts.identity().stream().map(PolicyDocument::attached).toList())
        .withBoundary(texts.boundary() == null ? null : PolicyDocument.attached(texts.boundary()));
  }

  private List<PolicyDocument> narrowed(Session session) {
    if (sessions.size() > 10_000) {
      sessions.clear(); // old sessions' policies
    }
    return Stream.concat(
            Stream.ofNullable(session.policy()),
            session.policyArns().stream().map(ManagedPolicies::text))
        .map(text -> sessions.computeIfAbsent(text, PolicyDocument::attached))
        .toList();
  }

  private AccessRequest request(
      Requester requester, @Nullable Session session, String region, Need need) {
    var context = new HashMap<>(need.context());
    context.put("aws:RequestedRegion", List.of(region));
    context.put("aws:CurrentTime", List.of(world.now().toString()));
    context.put("aws:SecureTransport", List.of("true"));
    if (session != null && session.sourceIdentity() != null) {
      context.put("aws:SourceIdentity", List.of(session.sourceIdentity()));
    }
    return new AccessRequest(requester, need.action(), need.resource(), context);
  }

  private static Requester requester(TwinPrincipal principal) {
    var arn = principal.arn();
    if (arn.endsWith(":root")) {
      return new Requester.Root(principal.accountId());
    }
    if (arn.contains(":assumed-role/")) {
      return new Requester.RoleSession(
          principal.accountId(),
          "arn:aws:iam::" + principal.accountId() + ":role/" + arn.split("/")[1],
          arn);
    }
    return new Requester.User(principal.accountId(), arn);
  }

  private static String roleKey(String roleArn) {
    return "policies/role/" + roleArn;
  }

  private static String controlKey(String accountId) {
    return "policies/control/" + accountId;
  }
}
