package io.coreautomation.infra.target;

import io.coreautomation.infra.Handler;
import io.coreautomation.infra.Nag;
import io.coreautomation.infra.Platform;
import io.coreautomation.infra.PlatformNames;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * The three roles of a target account, once an account: <em>plan</em> looks, <em>change</em> drives
 * CloudFormation, <em>stack-execution</em> makes the resources.
 */
public final class TargetRolesStack extends Stack {
  /** The longest session that role chaining allows. */
  private static final Duration SESSION = Duration.hours(1);

  public TargetRolesStack(Construct scope, String id, Platform platform) {
    super(
        scope,
        id,
        StackProps.builder()
            .stackName(platform.names().inTarget("target-roles"))
            .description("Roles that Core Automation assumes in this account")
            .synthesizer(BootstraplessSynthesizer.Builder.create().build())
            .build());
    PlatformNames names = platform.names();
    var platformAccount =
        CfnParameter.Builder.create(this, "PlatformAccountId")
            .description("The account that the platform runs in")
            .allowedPattern("\\d{12}")
            .build();
    var externalId =
        CfnParameter.Builder.create(this, "ExternalId")
            .description("What the platform must know to assume the roles")
            .minLength(2)
            .maxLength(1224)
            .build();
    var permissions =
        new TargetPermissions(
            names, platformAccount.getValueAsString(), platform.kinds(), platform.asksFunctions());

    var users =
        ManagedPolicy.Builder.create(this, "UserBoundary")
            .managedPolicyName(names.inTarget(Boundaries.OF_USERS))
            .description("What users may do at most whom Core Automation makes")
            .statements(new Boundaries(permissions).ofUsers())
            .build();
    Nag.accept(
        users, Nag.WILDCARDS, "A boundary: it grants nothing, it limits what users are given.");
    var execution = stackExecution(names, permissions);
    String engine =
        "arn:"
            + Aws.PARTITION
            + ":iam::"
            + platformAccount.getValueAsString()
            + ":role/"
            + names.role(Handler.EXECUTE);
    var trust =
        new Trust(platformAccount.getValueAsString(), externalId.getValueAsString(), engine);
    for (var role : List.of(plan(names, trust, permissions), change(names, trust, permissions))) {
      role.addToPolicy(permissions.passTo(execution.getRoleArn()));
      Nag.accept(
          role.getNode().findChild("DefaultPolicy"),
          Nag.WILDCARDS,
          "Which stacks there are is the packages' knowledge; the platform's own stacks are denied"
              + " by name.");
    }
  }

  private Role plan(PlatformNames names, Trust trust, TargetPermissions permissions) {
    Role role = trusting("Plan", names.inTarget("plan"), trust);
    permissions.plan().forEach(role::addToPolicy);
    return role;
  }

  private Role change(PlatformNames names, Trust trust, TargetPermissions permissions) {
    Role role = trusting("Change", names.inTarget("change"), trust);
    permissions.change().forEach(role::addToPolicy);
    return role;
  }

  /**
   * Trust in the platform's account, narrowed to one role by condition: a principal by ARN would
   * have to exist when this template is deployed, and would go stale if it were made anew.
   */
  private Role trusting(String id, String name, Trust trust) {
    Map<String, Object> onlyEngine = Map.of("aws:PrincipalArn", trust.engine());
    var role =
        Role.Builder.create(this, id)
            .roleName(name)
            .description("Assumed by Core Automation's engine")
            .maxSessionDuration(SESSION)
            .assumedBy(
                new PrincipalWithConditions(
                    new AccountPrincipal(trust.account()),
                    new TreeMap<>(
                        Map.of(
                            "ArnEquals",
                            onlyEngine,
                            "StringEquals",
                            Map.of("sts:ExternalId", trust.externalId())))))
            .build();
    // Only AssumeRole carries the external id, and none of the others works without it.
    Objects.requireNonNull(role.getAssumeRolePolicy(), "made here, not imported")
        .addStatements(
            PolicyStatement.Builder.create()
                .effect(Effect.ALLOW)
                .principals(List.of(new AccountPrincipal(trust.account())))
                .actions(List.of("sts:SetSourceIdentity", "sts:TagSession"))
                .conditions(Map.of("ArnEquals", onlyEngine))
                .build());
    return role;
  }

  /** Whom the plan and change roles trust: the role {@code engine}, if it knows the external id. */
  private record Trust(String account, String externalId, String engine) {}

  private Role stackExecution(PlatformNames names, TargetPermissions permissions) {
    var boundary =
        ManagedPolicy.Builder.create(this, "Boundary")
            .managedPolicyName(names.inTarget("boundary"))
            .description("Everything but the platform's own hold on this account")
            .statements(new Boundaries(permissions).ofStackExecution())
            .build();
    Nag.accept(boundary, Nag.WILDCARDS, "A boundary: it grants nothing, its denials matter.");
    var role =
        Role.Builder.create(this, "StackExecution")
            .roleName(names.inTarget("stack-execution"))
            .description("What CloudFormation makes the stacks of packages with")
            .assumedBy(new ServicePrincipal("cloudformation.amazonaws.com"))
            .managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName("AdministratorAccess")))
            .permissionsBoundary(boundary)
            .build();
    Nag.accept(
        role,
        Nag.MANAGED_POLICY,
        "Packages make resources of any type; CloudFormation alone may assume it, and the boundary"
            + " keeps it off the platform's own roles.");
    return role;
  }
}
