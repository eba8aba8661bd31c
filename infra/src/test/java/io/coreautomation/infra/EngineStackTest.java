package io.coreautomation.infra;

import static io.coreautomation.infra.app.Installation.FULLEST;
import static io.coreautomation.infra.app.Installation.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.wake.StatusSource;
import io.coreautomation.framework.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;

class EngineStackTest {
  @Test
  void the_state_machine_is_the_engines_file_to_the_letter() {
    JsonNode machine =
        StorageStackTest.only(SMALLEST.json("engine"), "AWS::StepFunctions::StateMachine");

    assertThat(machine.at("/Properties/DefinitionString").asText())
        .isEqualTo(StateMachineFile.read());
    assertThat(machine.at("/Properties/StateMachineType").asText()).isEqualTo("STANDARD");
  }

  @Test
  void every_placeholder_of_the_file_is_filled_and_no_other() {
    var placeholders =
        Pattern.compile("\\$\\{(\\w+)}")
            .matcher(StateMachineFile.read())
            .results()
            .map(r -> r.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    JsonNode machine =
        StorageStackTest.only(SMALLEST.json("engine"), "AWS::StepFunctions::StateMachine");

    assertThat(
            machine
                .at("/Properties/DefinitionSubstitutions")
                .propertyStream()
                .map(Map.Entry::getKey))
        .containsExactlyInAnyOrderElementsOf(placeholders);
    assertThat(Json.write(machine.at("/Properties/DefinitionSubstitutions/ExecuteFunctionArn")))
        .endsWith(":function:acme-core-automation-execute:live\"]]}");
  }

  @Test
  void executions_are_logged_whole_but_without_data_and_traced() {
    SMALLEST
        .template("engine")
        .hasResourceProperties(
            "AWS::StepFunctions::StateMachine",
            Map.of(
                "LoggingConfiguration",
                Match.objectLike(Map.of("Level", "ALL", "IncludeExecutionData", false)),
                "TracingConfiguration",
                Map.of("Enabled", true)));
  }

  @Test
  void functions_run_on_java_25_with_snapshots_traces_and_dead_letters() {
    for (Handler handler : List.of(Handler.EXECUTE, Handler.PARK, Handler.WAKE, Handler.REAP)) {
      SMALLEST
          .template("engine")
          .hasResourceProperties(
              "AWS::Lambda::Function",
              Map.of(
                  "FunctionName", "acme-core-automation-" + handler.label(),
                  "Handler", handler.handlerClass(),
                  "Runtime", "java25",
                  "Architectures", List.of("arm64"),
                  "Timeout", handler.timeoutSeconds(),
                  "MemorySize", handler.memoryMegabytes(),
                  "SnapStart", Map.of("ApplyOn", "PublishedVersions"),
                  "TracingConfig", Map.of("Mode", "Active"),
                  "DeadLetterConfig", Match.anyValue()));
      SMALLEST
          .template("engine")
          .hasResourceProperties(
              "AWS::Logs::LogGroup",
              Map.of(
                  "LogGroupName",
                  "/aws/lambda/acme-core-automation-" + handler.label(),
                  "RetentionInDays",
                  90));
    }
    SMALLEST
        .template("engine")
        .allResourcesProperties("AWS::Lambda::Alias", Map.of("Name", "live"));
  }

  @Test
  void failed_and_timed_out_executions_and_dead_letters_ring() {
    var alarms =
        SMALLEST
            .json("engine")
            .path("Resources")
            .valueStream()
            .filter(r -> r.path("Type").asText().equals("AWS::CloudWatch::Alarm"))
            .map(r -> r.path("Properties"))
            .toList();

    assertThat(alarms)
        .extracting(a -> a.path("AlarmName").asText() + " " + a.path("MetricName").asText())
        .containsExactlyInAnyOrder(
            "acme-core-automation-engine-dead-letters ApproximateNumberOfMessagesVisible",
            "acme-core-automation-executions-failed ExecutionsFailed",
            "acme-core-automation-executions-timed-out ExecutionsTimedOut",
            "acme-core-automation-wake-dead-letters ApproximateNumberOfMessagesVisible");
    assertThat(alarms)
        .allSatisfy(
            a ->
                assertThat(Json.write(a.path("AlarmActions")))
                    .contains(":acme-core-automation-alerts\""));
  }

  @Test
  void alarms_reach_a_person_only_where_an_address_is_given() {
    SMALLEST.template("engine").resourceCountIs("AWS::SNS::Subscription", 0);
    FULLEST
        .template("engine")
        .hasResourceProperties(
            "AWS::SNS::Subscription",
            Map.of("Protocol", "email", "Endpoint", "platform@acme.example"));
  }

  @Test
  void the_organisation_may_report_to_the_operations_bus() {
    SMALLEST.template("engine").resourceCountIs("AWS::Events::EventBusPolicy", 0);
    FULLEST
        .template("engine")
        .hasResourceProperties(
            "AWS::Events::EventBusPolicy",
            Map.of(
                "Statement",
                Match.objectLike(
                    Map.of(
                        "Action",
                        "events:PutEvents",
                        "Condition",
                        Map.of("StringEquals", Map.of("aws:PrincipalOrgID", "o-a1b2c3d4e5"))))));
  }

  @Test
  void what_comes_to_rest_in_a_target_account_is_gathered_for_five_seconds_and_wakes_runs() {
    var template = SMALLEST.template("engine");
    template.hasResourceProperties(
        "AWS::Events::Rule",
        Map.of(
            "EventBusName", Match.objectLike(Map.of("Ref", Match.anyValue())),
            "EventPattern",
                Map.of(
                    "source", StatusSource.ALL.stream().map(s -> "aws." + s.service()).toList(),
                    "detail-type",
                        StatusSource.ALL.stream().map(StatusSource::detailType).toList()),
            "Targets",
                List.of(
                    Match.objectLike(
                        Map.of(
                            "Arn", Match.objectLike(Map.of("Fn::GetAtt", Match.anyValue())),
                            "DeadLetterConfig", Match.anyValue())))));
    template.hasResourceProperties(
        "AWS::SQS::Queue",
        Map.of(
            "QueueName",
            "acme-core-automation-wake",
            "SqsManagedSseEnabled",
            true,
            "VisibilityTimeout",
            365,
            "RedrivePolicy",
            Match.objectLike(Map.of("maxReceiveCount", 5))));
    template.hasResourceProperties(
        "AWS::Lambda::EventSourceMapping",
        Map.of(
            "BatchSize",
            100,
            "MaximumBatchingWindowInSeconds",
            5,
            "FunctionResponseTypes",
            List.of("ReportBatchItemFailures")));
    var mapping = StorageStackTest.only(SMALLEST.json("engine"), "AWS::Lambda::EventSourceMapping");
    assertThat(Json.write(mapping.at("/Properties/FunctionName")))
        .as("the alias, not the function")
        .contains(":live\"");
  }

  @Test
  void an_execution_that_dies_and_every_fifth_minute_call_the_reaper() {
    var target =
        List.of(
            Match.objectLike(
                Map.of(
                    "Arn", Match.objectLike(Map.of("Ref", Match.stringLikeRegexp("reapLive.*"))),
                    "DeadLetterConfig", Match.anyValue())));
    var template = SMALLEST.template("engine");
    template.hasResourceProperties(
        "AWS::Events::Rule",
        Map.of(
            "EventPattern",
            Match.objectLike(
                Map.of(
                    "source", List.of("aws.states"),
                    "detail-type", List.of("Step Functions Execution Status Change"),
                    "detail",
                        Match.objectLike(
                            Map.of("status", List.of("ABORTED", "FAILED", "TIMED_OUT"))))),
            "Targets",
            target));
    template.hasResourceProperties(
        "AWS::Events::Rule", Map.of("ScheduleExpression", "rate(5 minutes)", "Targets", target));
  }
}
