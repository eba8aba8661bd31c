package io.coreautomation.execute.wake;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A kind of event that wakes runs: how it is told apart, and when what it is about has come to
 * rest. What target accounts forward and what is read here come of this one list.
 *
 * @param detailType as EventBridge names it
 * @param service as {@code aws.<service>} sends it
 * @param status the fields of {@code detail} down to the status
 * @param atRest the statuses after which nothing more comes of itself
 * @param about the field of {@code detail} that tells what it is about: the token of the operation
 *     for stacks, else the resource
 */
public record StatusSource(
    String detailType, String service, List<String> status, List<String> atRest, String about) {
  /**
   * A clean-up is no end: it is waited out, as the next update would be refused. Resources tell
   * their status by events of another type: a stack can have hundreds.
   */
  public static final StatusSource STACKS =
      new StatusSource(
          "CloudFormation Stack Status Change",
          "cloudformation",
          List.of("status-details", "status"),
          List.of(
              "CREATE_COMPLETE",
              "CREATE_FAILED",
              "DELETE_COMPLETE",
              "DELETE_FAILED",
              "IMPORT_COMPLETE",
              "IMPORT_ROLLBACK_COMPLETE",
              "IMPORT_ROLLBACK_FAILED",
              "ROLLBACK_COMPLETE",
              "ROLLBACK_FAILED",
              "UPDATE_COMPLETE",
              "UPDATE_FAILED",
              "UPDATE_ROLLBACK_COMPLETE",
              "UPDATE_ROLLBACK_FAILED"),
          "client-request-token");

  /** All of them. */
  public static final List<StatusSource> ALL =
      List.of(
          STACKS,
          new StatusSource(
              "CodeBuild Build State Change",
              "codebuild",
              List.of("build-status"),
              List.of("FAILED", "FAULT", "STOPPED", "SUCCEEDED", "TIMED_OUT"),
              "build-id"),
          new StatusSource(
              "CodePipeline Pipeline Execution State Change",
              "codepipeline",
              List.of("state"),
              List.of("CANCELED", "FAILED", "STOPPED", "SUCCEEDED", "SUPERSEDED"),
              "execution-id"),
          new StatusSource(
              "Batch Job State Change",
              "batch",
              List.of("status"),
              List.of("FAILED", "SUCCEEDED"),
              "jobId"),
          new StatusSource(
              "Step Functions Execution Status Change",
              "states",
              List.of("status"),
              List.of("ABORTED", "FAILED", "SUCCEEDED", "TIMED_OUT"),
              "executionArn"),
          new StatusSource(
              "EC2 AMI State Change",
              "ec2",
              List.of("State"),
              List.of("available", "deregistered", "disabled", "failed"),
              "ImageId"));

  public StatusSource {
    status = List.copyOf(status);
    atRest = List.copyOf(atRest);
  }

  static Map<String, StatusSource> byDetailType() {
    var sources = new TreeMap<String, StatusSource>();
    ALL.forEach(source -> sources.put(source.detailType(), source));
    return Map.copyOf(sources);
  }
}
