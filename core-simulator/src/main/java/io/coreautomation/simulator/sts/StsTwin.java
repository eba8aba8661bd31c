package io.coreautomation.simulator.sts;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.iam.Authorization;
import io.coreautomation.simulator.iam.Need;
import io.coreautomation.simulator.iam.RolePolicies;
import io.coreautomation.simulator.iam.policy.MalformedPolicyException;
import io.coreautomation.simulator.iam.policy.Policies;
import io.coreautomation.simulator.iam.policy.PolicyDocument;
import io.coreautomation.simulator.iam.policy.PolicyType;
import io.coreautomation.simulator.world.Accounts.Role;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.sts.model.PackedPolicyTooLargeException;
import software.amazon.awssdk.services.sts.model.StsException;

/** The twin of STS: AssumeRole and GetCallerIdentity. */
public final class StsTwin implements ServiceTwin {
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:(?:aws|aws-cn|aws-us-gov):iam::(\\d{12}):role/(.+)");
  private static final int SHORTEST = 900;
  private static final int LONGEST = 43_200;
  private static final int HOUR = 3_600;
  private static final int POLICY_CHARACTERS = 2_048;

  private final TwinWorld world;
  private final Authorization authorization;
  private final Operations operations =
      new Operations()
          .on(AssumeRoleRequest.class, this::assumeRole)
          .on(GetCallerIdentityRequest.class, this::getCallerIdentity);

  private StsTwin(TwinWorld world) {
    this.world = world;
    this.authorization = Authorization.of(world);
  }

  public static StsTwin of(TwinWorld world) {
    return world.part(StsTwin.class, StsTwin::new);
  }

  @Override
  public Class<? extends SdkClient> clientType() {
    return StsClient.class;
  }

  @Override
  public String name() {
    return "sts";
  }

  @Override
  public String sdkName() {
    return "Sts";
  }

  @Override
  public Optional<Streaming<AwsRequest>> operation(Class<? extends AwsRequest> request) {
    return operations.of(request);
  }

  /** AssumeRole asks the role's trust policy, too, and itself; nobody is refused his identity. */
  @Override
  public Set<String> permissions(String operation, AwsRequest request) {
    return Set.of();
  }

  @Override
  public AwsServiceException.Builder exception() {
    return StsException.builder();
  }

  private AwsResponse getCallerIdentity(Caller caller, GetCallerIdentityRequest request) {
    var principal = caller.principal();
    return GetCallerIdentityResponse.builder()
        .account(principal.accountId())
        .arn(principal.arn())
        .userId(principal.userId())
        .build();
  }

  private AwsResponse assumeRole(Caller caller, AssumeRoleRequest request) {
    validate(request);
    var role =
        world
            .accounts()
            .role(request.roleArn())
            .filter(r -> world.accounts().account(r.accountId()).isPresent())
            .orElseThrow(() -> denied(nobody(caller, request.roleArn())));
    authorize(caller, role, request);
    var seconds = request.durationSeconds() == null ? HOUR : request.durationSeconds();
    if (caller.principal().arn().contains(":assumed-role/") && seconds > HOUR) {
      throw invalid(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles"
              + " assumed by role chaining");
    }
    var session =
        world
            .accounts()
            .open(
                role,
                request.roleSessionName(),
                Duration.ofSeconds(seconds),
                request.sourceIdentity(),
                request.policy(),
                request.policyArns().stream().map(p -> p.arn()).toList());
    var principal = session.principal();
    return AssumeRoleResponse.builder()
        .credentials(
            c ->
                c.accessKeyId(session.accessKeyId())
                    .secretAccessKey(session.secretAccessKey())
                    .sessionToken(session.sessionToken())
                    .expiration(session.expiresAt()))
        .assumedRoleUser(u -> u.arn(principal.arn()).assumedRoleId(principal.userId()))
        .packedPolicySize(request.policy() == null ? null : packed(request.policy()))
        .sourceIdentity(request.sourceIdentity())
        .build();
  }

  /** Whoever sets a source identity, or passes its own on, needs a permission for that, too. */
  private void authorize(Caller caller, Role role, AssumeRoleRequest request) {
    var own = caller.session() == null ? null : caller.session().sourceIdentity();
    var context = new HashMap<String, List<String>>();
    context.put("sts:RoleSessionName", List.of(request.roleSessionName()));
    if (request.sourceIdentity() != null) {
      context.put("sts:SourceIdentity", List.of(request.sourceIdentity()));
    }
    var assume = new HashMap<>(context);
    if (request.externalId() != null) {
      assume.put("sts:ExternalId", List.of(request.externalId()));
    }
    authorize(caller, role, new Need("sts:AssumeRole", request.roleArn(), assume));
    if (request.sourceIdentity() != null || own != null) {
      authorize(caller, role, new Need("sts:SetSourceIdentity", request.roleArn(), context));
    }
  }

  private void authorize(Caller caller, Role role, Need need) {
    authorization
        .refusal(caller.principal(), caller.session(), caller.region(), need, trust(role))
        .ifPresent(
            message -> {
              throw denied(message);
            });
  }

  private Policies.ResourcePolicy trust(Role role) {
    var text =
        authorization
            .ofRole(role.accountId(), role.name())
            .map(RolePolicies::trust)
            .orElseGet(role::trust);
    return new Policies.ResourcePolicy(
        role.accountId(), PolicyType.ROLE_TRUST, PolicyDocument.ofTrust(text));
  }

  private void validate(AssumeRoleRequest request) {
    if (request.roleArn() == null || !ROLE_ARN.matcher(request.roleArn()).matches()) {
      throw invalid(
          request.roleArn() == null
              ? "1 validation error detected: Value null at 'roleArn' failed to satisfy constraint:"
                  + " Member must not be null"
              : request.roleArn() + " is invalid");
    }
    matches("roleSessionName", request.roleSessionName(), true);
    matches("sourceIdentity", request.sourceIdentity(), false);
    var seconds = request.durationSeconds();
    if (seconds != null && (seconds < SHORTEST || seconds > LONGEST)) {
      throw invalid(
          "1 validation error detected: Value '"
              + seconds
              + "' at 'durationSeconds' failed to satisfy constraint: Member must have value "
              + (seconds < SHORTEST
                  ? "greater than or equal to " + SHORTEST
                  : "less than or equal to " + LONGEST));
    }
    if (request.policy() != null) {
      try {
        PolicyDocument.attached(request.policy());
      } catch (MalformedPolicyException e) {
        throw Refusal.of(
            MalformedPolicyDocumentException.builder(),
            sdkName(),
            400,
            "MalformedPolicyDocument",
            e.said());
      }
    }
    if (request.policy() != null && request.policy().length() > POLICY_CHARACTERS) {
      throw Refusal.of(
          PackedPolicyTooLargeException.builder(),
          sdkName(),
          400,
          "PackedPolicyTooLarge",
          "Packed policy consumes "
              + packed(request.policy())
              + "% of allotted space, please use smaller policy.");
    }
  }

  private void matches(String member, String value, boolean required) {
    if (value == null ? required : !SESSION_NAME.matcher(value).matches()) {
      throw invalid(
          "1 validation error detected: Value "
              + (value == null ? "null" : "'" + value + "'")
              + " at '"
              + member
              + "' failed to satisfy constraint: Member must "
              + (value == null
                  ? "not be null"
                  : "satisfy regular expression pattern: [\\w+=,.@-]*"));
    }
  }

  private static int packed(String policy) {
    return Math.max(1, policy.length() * 100 / POLICY_CHARACTERS);
  }

  private AwsServiceException invalid(String message) {
    return Refusal.of(this, 400, "ValidationError", message);
  }

  private AwsServiceException denied(String message) {
    return Refusal.of(this, 403, "AccessDenied", message);
  }

  /** The answer is the same for a role that is not there: who may not assume it, is not told. */
  private static String nobody(Caller caller, String roleArn) {
    return "User: "
        + caller.principal().arn()
        + " is not authorized to perform: sts:AssumeRole on resource: "
        + roleArn;
  }
}
