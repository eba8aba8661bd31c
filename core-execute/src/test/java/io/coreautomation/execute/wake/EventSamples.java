package io.coreautomation.execute.wake;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;

/** Events in the shapes that AWS's pages show. */
final class EventSamples {
  private EventSamples() {}

  static JsonNode stack(String token, String status) {
    return event(
        "CloudFormation Stack Status Change",
        "aws.cloudformation",
        """
        {
          "stack-id": "arn:aws:cloudformation:us-west-1:111122223333:stack/teststack/a1b2",
          "status-details": {"status": "%s", "status-reason": ""},
          "client-request-token": "%s"
        }\
        """
            .formatted(status, token));
  }

  static JsonNode build(String status) {
    return event(
        "CodeBuild Build State Change",
        "aws.codebuild",
        """
        {
          "build-status": "%s",
          "project-name": "my-sample-project",
          "build-id": "arn:aws:codebuild:us-west-2:123456789012:build/my-sample-project:8745a7a9-c340-456a-9166-edf953571bEX",
          "current-phase": "COMPLETED",
          "current-phase-context": "[]",
          "version": "1"
        }\
        """
            .formatted(status));
  }

  static JsonNode pipeline(String state) {
    return event(
        "CodePipeline Pipeline Execution State Change",
        "aws.codepipeline",
        """
        {
          "pipeline": "myPipeline",
          "execution-id": "12345678-1234-5678-abcd-12345678abcd",
          "state": "%s",
          "version": 3
        }\
        """
            .formatted(state));
  }

  static JsonNode batch(String status) {
    return event(
        "Batch Job State Change",
        "aws.batch",
        """
        {
          "jobArn": "arn:aws:batch:us-east-1:123456789012:job/4c7599ae-0a82-49aa-ba5a-4727fcce14a8",
          "jobName": "event-test",
          "jobId": "4c7599ae-0a82-49aa-ba5a-4727fcce14a8",
          "jobQueue": "arn:aws:batch:us-east-1:123456789012:job-queue/PexjEHappyPathCanary2JobQueue",
          "status": "%s",
          "attempts": []
        }\
        """
            .formatted(status));
  }

  static JsonNode execution(String status) {
    return event(
        "Step Functions Execution Status Change",
        "aws.states",
        """
        {
          "executionArn": "arn:aws:states:us-east-1:123456789012:execution:state-machine-name:execution-name",
          "stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:state-machine",
          "name": "execution-name",
          "status": "%s",
          "startDate": 1551225271984,
          "stopDate": 1551225481971,
          "input": "{}",
          "output": null
        }\
        """
            .formatted(status));
  }

  static JsonNode image(String state) {
    return event(
        "EC2 AMI State Change",
        "aws.ec2",
        """
        {
          "RequestId": "Req-01",
          "ImageId": "ami-0abcdef1234567890",
          "State": "%s",
          "ErrorMessage": ""
        }\
        """
            .formatted(state));
  }

  static JsonNode event(String detailType, String source, String detail) {
    return Json.parse(
        """
        {
          "version": "0",
          "id": "315c1398-40ff-a850-213b-158f73e60175",
          "detail-type": "%s",
          "source": "%s",
          "account": "123456789012",
          "time": "2026-02-26T19:42:21Z",
          "region": "us-east-1",
          "resources": [],
          "detail": %s
        }\
        """
            .formatted(detailType, source, detail));
  }
}
