package io.coreautomation.infra;

import static io.coreautomation.infra.app.Installation.FULLEST;
import static io.coreautomation.infra.app.Installation.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;

class ApiStackTest {
  @Test
  void every_method_asks_for_a_signature_and_validates() {
    var template = SMALLEST.template("api");

    template.resourceCountIs("AWS::ApiGateway::Method", 1);
    template.allResourcesProperties(
        "AWS::ApiGateway::Method",
        Map.of(
            "AuthorizationType", "AWS_IAM",
            "HttpMethod", "ANY",
            "RequestValidatorId", Match.anyValue()));
    template.hasResourceProperties(
        "AWS::ApiGateway::RequestValidator",
        Map.of("ValidateRequestBody", true, "ValidateRequestParameters", true));
  }

  @Test
  void everything_under_v1_goes_to_the_live_function() {
    JsonNode resources = SMALLEST.json("api").path("Resources");

    assertThat(
            resources
                .valueStream()
                .filter(r -> r.path("Type").asText().equals("AWS::ApiGateway::Resource"))
                .map(r -> r.at("/Properties/PathPart").asText()))
        .containsExactlyInAnyOrder("v1", "{proxy+}");
    JsonNode method = StorageStackTest.only(SMALLEST.json("api"), "AWS::ApiGateway::Method");
    String alias =
        resources
            .propertyStream()
            .filter(r -> r.getValue().path("Type").asText().equals("AWS::Lambda::Alias"))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    assertThat(Json.write(method.at("/Properties/Integration/Uri")))
        .contains("{\"Ref\":\"" + alias + "\"}");
  }

  @Test
  void without_an_organisation_only_the_own_account_may_call() {
    assertThat(policy(SMALLEST.json("api")))
        .isEqualTo(
            """
            [{"Action":"execute-api:Invoke","Effect":"Allow","Principal":{"AWS":{"Fn::Join":["",\
            ["arn:",{"Ref":"AWS::Partition"},":iam::",{"Ref":"AWS::AccountId"},":root"]]}},\
            "Resource":"execute-api:/*","Sid":"Call"}]\
            """);
  }

  @Test
  void with_an_organisation_its_members_may_call() {
    assertThat(policy(FULLEST.json("api")))
        .isEqualTo(
            """
            [{"Action":"execute-api:Invoke",\
            "Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}},"Effect":"Allow",\
            "Principal":{"AWS":"*"},"Resource":"execute-api:/*","Sid":"Call"}]\
            """);
  }

  @Test
  void calls_are_throttled_logged_and_traced() {
    SMALLEST
        .template("api")
        .hasResourceProperties(
            "AWS::ApiGateway::Stage",
            Map.of(
                "StageName",
                "live",
                "TracingEnabled",
                true,
                "AccessLogSetting",
                Match.objectLike(Map.of("DestinationArn", Match.anyValue())),
                "MethodSettings",
                List.of(
                    Match.objectLike(
                        Map.of(
                            "ThrottlingRateLimit",
                            50,
                            "ThrottlingBurstLimit",
                            100,
                            "LoggingLevel",
                            "ERROR",
                            "DataTraceEnabled",
                            false)))));
  }

  private static String policy(JsonNode template) {
    return Json.write(
        StorageStackTest.only(template, "AWS::ApiGateway::RestApi")
            .at("/Properties/Policy/Statement"));
  }
}
