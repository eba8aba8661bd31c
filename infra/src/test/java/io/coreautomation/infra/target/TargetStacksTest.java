package io.coreautomation.infra.target;

import static io.coreautomation.infra.app.Installation.FULLEST;
import static io.coreautomation.infra.app.Installation.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.wake.StatusSource;
import io.coreautomation.framework.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;

class TargetStacksTest {
  @ParameterizedTest
  @ValueSource(strings = {"target-roles", "target-events"})
  void a_target_template_needs_no_cdk_in_the_account(String stack) {
    String template = Json.write(SMALLEST.json(stack));

    assertThat(template).doesNotContain("cdk-hnb659fds", "BootstrapVersion", "/cdk-bootstrap");
    assertThat(template.length()).as("fits into a call").isLessThan(51_200);
  }

  @Nested
  class Roles {
    private final JsonNode template = FULLEST.json("target-roles");

    @Test
    void their_names_carry_the_installations_prefix() {
      assertThat(resources("AWS::IAM::Role").map(r -> r.path("RoleName").asText()))
          .containsExactlyInAnyOrder(
              "dev-core-automation-plan",
              "dev-core-automation-change",
              "dev-core-automation-stack-execution");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "change"})
    void only_the_engine_that_knows_the_external_id_is_trusted(String role) {
      assertThat(Json.write(trust("dev-core-automation-" + role)))
          .isEqualTo(
              """
              [{"Action":"sts:AssumeRole","Condition":{"ArnEquals":{"aws:PrincipalArn":ENGINE},\
              "StringEquals":{"sts:ExternalId":{"Ref":"ExternalId"}}},"Effect":"Allow",\
              "Principal":{"AWS":ACCOUNT}},\
              {"Action":["sts:SetSourceIdentity","sts:TagSession"],\
              "Condition":{"ArnEquals":{"aws:PrincipalArn":ENGINE}},"Effect":"Allow",\
              "Principal":{"AWS":ACCOUNT}}]\
              """
                  .replace("ENGINE", platform("role/dev-acme-core-automation-execute"))
                  .replace("ACCOUNT", platform("root")));
    }

    @Test
    void cloudformation_alone_may_become_stack_execution() {
      assertThat(Json.write(trust("dev-core-automation-stack-execution")))
          .isEqualTo(
              """
              [{"Action":"sts:AssumeRole","Effect":"Allow",\
              "Principal":{"Service":"cloudformation.amazonaws.com"}}]\
              """);
    }

    @Test
    void stack_execution_is_bounded() {
      JsonNode role =
          resources("AWS::IAM::Role")
              .filter(r -> r.path("RoleName").asText().endsWith("stack-execution"))
              .findFirst()
              .orElseThrow();

      assertThat(Json.write(role.path("ManagedPolicyArns")))
          .contains(":iam::aws:policy/AdministratorAccess");
      assertThat(role.at("/PermissionsBoundary/Ref").asText()).startsWith("Boundary");
    }

    @Test
    void the_roles_pass_stack_execution_and_nothing_else() {
      List<JsonNode> passes =
          resources("AWS::IAM::Policy")
              .flatMap(p -> p.at("/PolicyDocument/Statement").valueStream())
              .filter(s -> Json.write(s.path("Action")).contains("iam:PassRole"))
              .toList();

      assertThat(passes)
          .hasSize(2)
          .allSatisfy(
              s -> {
                assertThat(s.path("Action").asText()).isEqualTo("iam:PassRole");
                assertThat(s.at("/Resource/Fn::GetAtt/0").asText()).startsWith("StackExecution");
                assertThat(s.at("/Condition/StringEquals/iam:PassedToService").asText())
                    .isEqualTo("cloudformation.amazonaws.com");
              });
    }

    @Test
    void planning_cannot_execute_what_it_plans() {
      JsonNode plan =
          resources("AWS::IAM::Policy")
              .filter(p -> Json.write(p.path("Roles")).contains("Plan"))
              .findFirst()
              .orElseThrow();
      List<String> allowed =
          plan.at("/PolicyDocument/Statement")
              .valueStream()
              .filter(s -> s.path("Effect").asText().equals("Allow"))
              .flatMap(
                  s ->
                      s.path("Action").isArray()
                          ? s.path("Action").valueStream()
                          : Stream.of(s.path("Action")))
              .map(JsonNode::asText)
              .toList();

      assertThat(allowed)
          .contains("cloudformation:CreateChangeSet")
          .doesNotContain(
              "cloudformation:ExecuteChangeSet",
              "cloudformation:CreateStack",
              "cloudformation:UpdateStack",
              "cloudformation:DeleteStack");
    }

    private JsonNode trust(String role) {
      return resources("AWS::IAM::Role")
          .filter(r -> r.path("RoleName").asText().equals(role))
          .findFirst()
          .orElseThrow()
          .at("/AssumeRolePolicyDocument/Statement");
    }

    private Stream<JsonNode> resources(String type) {
      return template
          .path("Resources")
          .valueStream()
          .filter(r -> r.path("Type").asText().equals(type))
          .map(r -> r.path("Properties"));
    }

    private static String platform(String resource) {
      return "{\"Fn::Join\":[\"\",[\"arn:\",{\"Ref\":\"AWS::Partition\"},\":iam::\","
          + "{\"Ref\":\"PlatformAccountId\"},\":"
          + resource
          + "\"]]}";
    }
  }

  @Nested
  class Events {
    @ParameterizedTest
    @FieldSource("io.coreautomation.execute.wake.StatusSource#ALL")
    void what_runs_wait_for_is_forwarded_to_the_operations_bus_once_it_is_at_rest(
        StatusSource source) {
      FULLEST
          .template("target-events")
          .hasResourceProperties(
              "AWS::Events::Rule",
              Map.of(
                  "EventPattern",
                  Map.of(
                      "source", List.of("aws." + source.service()),
                      "detail-type", List.of(source.detailType()),
                      "detail", TargetEventsStack.detail(source)),
                  "Targets",
                  List.of(
                      Match.objectLike(
                          Map.of(
                              "Arn", Map.of("Ref", "OperationsBusArn"),
                              "RoleArn", Match.anyValue(),
                              "DeadLetterConfig", Match.anyValue())))));
    }

    @Test
    void nothing_else_is_forwarded() {
      FULLEST
          .template("target-events")
          .resourceCountIs("AWS::Events::Rule", StatusSource.ALL.size());
    }

    @Test
    void of_stacks_only_those_that_the_engine_changed_wake_anybody() {
      assertThat(TargetEventsStack.detail(StatusSource.STACKS))
          .isEqualTo(
              Map.of(
                  "status-details", Map.of("status", StatusSource.STACKS.atRest()),
                  "client-request-token", List.of(Map.of("prefix", "ca-"))));
      assertThat(StatusSource.STACKS.atRest())
          .noneMatch(status -> status.endsWith("_IN_PROGRESS"))
          .doesNotHaveDuplicates();
    }

    @Test
    void the_role_may_put_events_on_that_bus_and_no_more() {
      FULLEST
          .template("target-events")
          .hasResourceProperties(
              "AWS::IAM::Policy",
              Map.of(
                  "PolicyDocument",
                  Match.objectLike(
                      Map.of(
                          "Statement",
                          List.of(
                              Map.of(
                                  "Action", "events:PutEvents",
                                  "Effect", "Allow",
                                  "Resource", Map.of("Ref", "OperationsBusArn")))))));
    }
  }
}
