package io.coreautomation.simulator.glue;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.cloudformation.stack.StackThings;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunError;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunRequest;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunResponse;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunSuccessfulSubmission;
import software.amazon.awssdk.services.glue.model.ConcurrentRunsExceededException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetJobRunRequest;
import software.amazon.awssdk.services.glue.model.GetJobRunResponse;
import software.amazon.awssdk.services.glue.model.GetJobRunsRequest;
import software.amazon.awssdk.services.glue.model.GetJobRunsResponse;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.JobRunState;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;
import software.amazon.awssdk.services.glue.model.StartJobRunResponse;

/**
 * The twin of Glue: runs of jobs that stacks have made. A run takes two minutes; one whose job's
 * script is named {@code fail.py} fails.
 */
public final class GlueTwin {
  private static final String JOB = "AWS::Glue::Job";
  private static final Duration TAKES = Duration.ofMinutes(2);
  private static final int PAGE = 200;

  private final TwinWorld world;
  private final StackThings things;
  private final Documents<Run> runs;

  /** A run, as it will end if nobody stops it. */
  record Run(
      String id,
      String job,
      Map<String, String> arguments,
      Instant startedAt,
      Instant endsAt,
      JobRunState end,
      @Nullable String error) {

    boolean isUnderWayAt(Instant now) {
      return now.isBefore(endsAt);
    }

    software.amazon.awssdk.services.glue.model.JobRun sdk(Instant now) {
      return software.amazon.awssdk.services.glue.model.JobRun.builder()
          .id(id)
          .jobName(job)
          .arguments(arguments)
          .startedOn(startedAt)
          .jobRunState(isUnderWayAt(now) ? JobRunState.RUNNING : end)
          .completedOn(isUnderWayAt(now) ? null : endsAt)
          .errorMessage(isUnderWayAt(now) ? null : error)
          .build();
    }
  }

  private GlueTwin(TwinWorld world) {
    this.world = world;
    this.things = new StackThings(world);
    this.runs = new Documents<>(world, "glue/run", Run.class);
  }

  public static ServiceTwin of(TwinWorld world) {
    var twin = world.part(GlueTwin.class, GlueTwin::new);
    return new ModelledService(
            GlueClient.class,
            "glue",
            "Glue",
            GlueException::builder,
            new Operations()
                .on(StartJobRunRequest.class, twin::start)
                .on(GetJobRunRequest.class, twin::get)
                .on(GetJobRunsRequest.class, twin::list)
                .on(BatchStopJobRunRequest.class, twin::stop))
        .about(GlueTwin::resource);
  }

  private static String resource(Caller caller, String action, AwsRequest request) {
    return caller
        .place()
        .arn("glue", "job/" + request.getValueForField("JobName", String.class).orElse("*"));
  }

  private static String prefix(Caller caller, String job) {
    return caller.accountId() + "/" + caller.region() + "/" + job + "/";
  }

  private ResourceState existing(Caller caller, String job) {
    return things
        .find(caller.place(), JOB, job)
        .orElseThrow(() -> missing("Job with name: " + job + " not found"));
  }

  private static RuntimeException missing(String message) {
    return Refusal.of(
        EntityNotFoundException.builder(), "Glue", 400, "EntityNotFoundException", message);
  }

  private StartJobRunResponse start(Caller caller, StartJobRunRequest request) {
    var job = existing(caller, request.jobName());
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var now = world.now();
          var prefix = prefix(caller, request.jobName());
          var all = runs.under(prefix);
          var most = job.properties().at("/ExecutionProperty/MaxConcurrentRuns").asInt(1);
          if (all.stream().filter(run -> run.isUnderWayAt(now)).count() >= most) {
            throw Refusal.of(
                ConcurrentRunsExceededException.builder(),
                "Glue",
                400,
                "ConcurrentRunsExceededException",
                "Concurrent runs exceeded for " + request.jobName());
          }
          var script = job.properties().at("/Command/ScriptLocation").asText();
          var fails = script.endsWith("/fail.py");
          var run =
              new Run(
                  "jr_" + Digest.of(prefix + all.size()).hex(),
                  request.jobName(),
                  request.arguments(),
                  now,
                  now.plus(TAKES),
                  fails ? JobRunState.FAILED : JobRunState.SUCCEEDED,
                  fails ? "SystemExit: 1" : null);
          runs.put(prefix + "%08d".formatted(all.size()), run, run.endsAt());
          return StartJobRunResponse.builder().jobRunId(run.id()).build();
        });
  }

  private GetJobRunResponse get(Caller caller, GetJobRunRequest request) {
    return GetJobRunResponse.builder()
        .jobRun(
            runs.under(prefix(caller, request.jobName())).stream()
                .filter(run -> run.id().equals(request.runId()))
                .findFirst()
                .orElseThrow(() -> missing("Entity not found"))
                .sdk(world.now()))
        .build();
  }

  private GetJobRunsResponse list(Caller caller, GetJobRunsRequest request) {
    existing(caller, request.jobName());
    var all = runs.under(prefix(caller, request.jobName())).reversed();
    var from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
    var size = request.maxResults() == null ? PAGE : request.maxResults();
    var to = Math.min(all.size(), from + size);
    return GetJobRunsResponse.builder()
        .jobRuns(all.subList(from, to).stream().map(run -> run.sdk(world.now())).toList())
        .nextToken(to < all.size() ? String.valueOf(to) : null)
        .build();
  }

  private BatchStopJobRunResponse stop(Caller caller, BatchStopJobRunRequest request) {
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var stopped = new ArrayList<BatchStopJobRunSuccessfulSubmission>();
          var errors = new ArrayList<BatchStopJobRunError>();
          for (var id : request.jobRunIds()) {
            if (stop(prefix(caller, request.jobName()), id)) {
              stopped.add(
                  BatchStopJobRunSuccessfulSubmission.builder()
                      .jobName(request.jobName())
                      .jobRunId(id)
                      .build());
            } else {
              errors.add(
                  BatchStopJobRunError.builder()
                      .jobName(request.jobName())
                      .jobRunId(id)
                      .errorDetail(
                          e ->
                              e.errorCode("InvalidJobRunStateTransitionException")
                                  .errorMessage("The job run has ended, or is not there."))
                      .build());
            }
          }
          return BatchStopJobRunResponse.builder()
              .successfulSubmissions(stopped)
              .errors(errors)
              .build();
        });
  }

  private boolean stop(String prefix, String id) {
    var now = world.now();
    List<Run> all = runs.under(prefix);
    for (int i = 0; i < all.size(); i++) {
      var run = all.get(i);
      if (run.id().equals(id) && run.isUnderWayAt(now)) {
        runs.put(
            prefix + "%08d".formatted(i),
            new Run(
                run.id(),
                run.job(),
                run.arguments(),
                run.startedAt(),
                now,
                JobRunState.STOPPED,
                null));
        return true;
      }
    }
    return false;
  }
}
