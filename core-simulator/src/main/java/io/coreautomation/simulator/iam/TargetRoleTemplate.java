package io.coreautomation.simulator.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.cloudformation.intrinsic.Evaluator;
import io.coreautomation.simulator.cloudformation.intrinsic.Scope;
import io.coreautomation.simulator.cloudformation.template.ResourceDeclaration;
import io.coreautomation.simulator.cloudformation.template.Template;
import io.coreautomation.simulator.cloudformation.template.TemplateReader;
import io.coreautomation.simulator.world.WorldSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The policies of the roles that each account is born with: evaluated from the very template that
 * makes them in AWS, which {@code infra}'s tests write into this module's resources. So what is
 * missing there is missing here.
 */
final class TargetRoleTemplate {
  private static final String FILE = "target-roles.json";
  private static final Template TEMPLATE = read();

  /** An account of the twin is there in every partition, so its policies hold in each. */
  private static final String ANY_PARTITION = "*";

  private final Evaluator trust;
  private final Evaluator evaluator;

  private TargetRoleTemplate(WorldSettings settings, String accountId) {
    // A principal's ARN cannot have wildcards.
    this.trust = new Evaluator(new Names(settings, accountId, "aws"));
    this.evaluator = new Evaluator(new Names(settings, accountId, ANY_PARTITION));
  }

  /** The policies of a role of an account; empty if the template makes no role of this name. */
  static Optional<RolePolicies> role(WorldSettings settings, String accountId, String name) {
    var template = new TargetRoleTemplate(settings, accountId);
    return resources("AWS::IAM::Role")
        .filter(role -> template.text(role, "RoleName").equals(name))
        .findFirst()
        // A world without an external id cannot have deployed the template as it is.
        .map(role -> template.policies(role, !settings.targetRoles().externalId().isEmpty()))
        .map(policies -> with(policies, settings.furtherPolicies().get(name)));
  }

  private static RolePolicies with(RolePolicies policies, @Nullable String further) {
    if (further == null) {
      return policies;
    }
    var identity = new ArrayList<>(policies.identity());
    identity.add(further);
    return new RolePolicies(policies.trust(), identity, policies.boundary());
  }

  private RolePolicies policies(ResourceDeclaration role, boolean trusts) {
    var identity = new ArrayList<String>();
    evaluator
        .value(role.properties().path("ManagedPolicyArns"))
        .forEach(arn -> identity.add(ManagedPolicies.text(arn.asText())));
    resources("AWS::IAM::Policy")
        .filter(policy -> policy.properties().at("/Roles/0/Ref").asText().equals(role.logicalId()))
        .forEach(policy -> identity.add(document(policy, "PolicyDocument")));
    var boundary = role.properties().at("/PermissionsBoundary/Ref").asText();
    return new RolePolicies(
        trusts ? Json.write(trust.value(role.properties().path("AssumeRolePolicyDocument"))) : null,
        identity,
        boundary.isEmpty() ? null : document(resource(boundary), "PolicyDocument"));
  }

  private String text(ResourceDeclaration resource, String property) {
    return evaluator.value(resource.properties().path(property)).asText();
  }

  private String document(ResourceDeclaration resource, String property) {
    return Json.write(evaluator.value(resource.properties().path(property)));
  }

  private static Stream<ResourceDeclaration> resources(String type) {
    return TEMPLATE.resources().values().stream().filter(r -> r.type().equals(type));
  }

  private static ResourceDeclaration resource(String logicalId) {
    return Objects.requireNonNull(TEMPLATE.resources().get(logicalId), logicalId);
  }

  private static Template read() {
    try (var in = Objects.requireNonNull(TargetRoleTemplate.class.getResourceAsStream(FILE))) {
      return TemplateReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .template(Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the names of the template stand for in one account. */
  private record Names(WorldSettings settings, String accountId, String partition)
      implements Scope {
    @Override
    public @Nullable JsonNode ref(String name) {
      return switch (name) {
        case "PlatformAccountId" -> TextNode.valueOf(settings.homeAccountId());
        case "ExternalId" -> TextNode.valueOf(settings.targetRoles().externalId());
        case "AWS::AccountId" -> TextNode.valueOf(accountId);
        case "AWS::Partition" -> TextNode.valueOf(partition);
        default -> null;
      };
    }

    /** The template asks for nothing but the ARNs of its roles, whose names are plain texts. */
    @Override
    public JsonNode attribute(String logicalId, String attribute) {
      return TextNode.valueOf(
          "arn:"
              + partition
              + ":iam::"
              + accountId
              + ":role/"
              + resource(logicalId).properties().path("RoleName").asText());
    }

    @Override
    public boolean condition(String name) {
      throw new IllegalStateException(FILE + " has no conditions: " + name);
    }

    @Override
    public JsonNode mappings() {
      return TEMPLATE.mappings();
    }

    @Override
    public String export(String name) {
      throw new NoExport(name);
    }

    @Override
    public String region() {
      return "us-east-1"; // IAM is global
    }

    @Override
    public boolean languageExtensions() {
      return false;
    }
  }
}
