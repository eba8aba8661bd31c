package io.coreautomation.execute.wake;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.wait.AwsResource;
import io.coreautomation.execute.kind.Token;
import java.util.Map;
import java.util.Set;

/**
 * Reads events of EventBridge. Only those wake a run after which it can go on: what a service tells
 * on the way there would cost a turn each. The rules of target accounts forward just these.
 */
public final class StatusEvents {
  private static final String STACKS = "CloudFormation Stack Status Change";

  /**
   * A clean-up counts as an end: outputs are final then, only the next update has to wait.
   * Resources tell their status by events of another type, which nobody forwards: a stack can have
   * hundreds.
   */
  public static final Set<String> STACKS_AT_REST =
      Set.of(
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
          "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
          "UPDATE_FAILED",
          "UPDATE_ROLLBACK_COMPLETE",
          "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
          "UPDATE_ROLLBACK_FAILED");

  /**
   * Events that name what they are about, but no run.
   *
   * @param detailType as EventBridge names it
   * @param service as {@code aws.<service>} sends it
   * @param status the field of {@code detail} that tells the status
   * @param atRest those after which nothing more comes
   * @param id the field of {@code detail} that tells the resource
   */
  public record Source(
      String detailType, String service, String status, Set<String> atRest, String id) {
    public Source {
      atRest = Set.copyOf(atRest);
    }
  }

  /** By their detail type. */
  public static final Map<String, Source> SOURCES =
      Map.of(
          "CodeBuild Build State Change",
          new Source(
              "CodeBuild Build State Change",
              "codebuild",
              "build-status",
              Set.of("FAILED", "FAULT", "STOPPED", "SUCCEEDED", "TIMED_OUT"),
              "build-id"),
          "CodePipeline Pipeline Execution State Change",
          new Source(
              "CodePipeline Pipeline Execution State Change",
              "codepipeline",
              "state",
              Set.of("CANCELED", "FAILED", "STOPPED", "SUCCEEDED", "SUPERSEDED"),
              "execution-id"),
          "Batch Job State Change",
          new Source(
              "Batch Job State Change", "batch", "status", Set.of("FAILED", "SUCCEEDED"), "jobId"),
          "Step Functions Execution Status Change",
          new Source(
              "Step Functions Execution Status Change",
              "states",
              "status",
              Set.of("ABORTED", "FAILED", "SUCCEEDED", "TIMED_OUT"),
              "executionArn"),
          "EC2 AMI State Change",
          new Source(
              "EC2 AMI State Change",
              "ec2",
              "State",
              Set.of("available", "deregistered", "disabled", "failed"),
              "ImageId"));

  private StatusEvents() {}

  /** Tells whom an event concerns. Whatever it is handed, it answers. */
  public static Concern read(JsonNode event) {
    var type = event.path("detail-type").asText();
    if (type.equals(STACKS)) {
      return ofStack(event);
    }
    var source = SOURCES.get(type);
    if (source == null || !isFrom(event, source.service())) {
      return new Concern.OfNobody("no run waits for events of this kind");
    }
    var detail = event.path("detail");
    if (!source.atRest().contains(detail.path(source.status()).asText())) {
      return new Concern.OfNobody("it is not at rest yet");
    }
    var id = resource(detail.path(source.id()).asText());
    return id.isBlank()
        ? new Concern.OfNobody("it does not say what it is about")
        : new Concern.OfWaiting(new AwsResource(source.service(), id));
  }

  private static Concern ofStack(JsonNode event) {
    var detail = event.path("detail");
    if (!isFrom(event, "cloudformation")
        || !STACKS_AT_REST.contains(detail.at("/status-details/status").asText())) {
      return new Concern.OfNobody("it is not at rest yet");
    }
    return Token.run(detail.path("client-request-token").asText())
        .<Concern>map(Concern.OfRun::new)
        .orElseGet(() -> new Concern.OfNobody("the stack was changed by somebody else"));
  }

  private static boolean isFrom(JsonNode event, String service) {
    return event.path("source").asText().equals("aws." + service);
  }

  /** CodeBuild tells a build's ARN, where the calls of its interface take the id in it. */
  private static String resource(String told) {
    var build = told.indexOf(":build/");
    return build < 0 ? told : told.substring(build + ":build/".length());
  }
}
