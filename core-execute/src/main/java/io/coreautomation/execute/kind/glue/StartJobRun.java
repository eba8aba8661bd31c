package io.coreautomation.execute.kind.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.ConcurrentRunsExceededException;
import software.amazon.awssdk.services.glue.model.JobRun;

/**
 * Runs a job of Glue, and waits for its end. StartJobRun takes no client token, and its JobRunId
 * can only name an earlier run to be tried again. But a run keeps the arguments that it was started
 * with, and GetJobRuns lists them for 90 days: so ours bears our token as an argument, by which it
 * is found. Scripts get it, too; those that read theirs by {@code getResolvedOptions} never see it.
 */
public final class StartJobRun implements ActionHandler<StartJobRun.Params> {
  private static final String STEP = "run";
  private static final String MARK = "--CORE_AUTOMATION_TOKEN";

  /** Which job, and what of it is other than usual. */
  @Doc("Which job is run, and what of it is other than usual.")
  public record Params(
      @Doc("the job's name") String jobName,
      @Doc("arguments beside those of the job, such as --day; they are stored in plain text")
          Map<String, String> arguments,
      @Doc("its type of worker, such as G.1X; by default the job's") @Nullable String workerType,
      @Doc("how many workers it has; by default as many as the job")
          @Nullable Integer numberOfWorkers) {}

  /**
   * The run.
   *
   * @param jobRunId null while too many others of the job are under way
   */
  record Handle(@Nullable String jobRunId) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::Glue::StartJobRun", Params.class, "Runs a job of Glue, and waits for its end.")
        .targeted()
        .repeatability(new Repeatability.Findable("an argument of the run, which is our token"))
        .permissions(
            "glue:StartJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun")
        .usual(Duration.ofMinutes(10))
        // A run may last for seven days, and wait for others before.
        .patience(Duration.ofDays(8))
        .output("jobRunId", "the id of the run of the job")
        .example(
            """
            jobName: shop-import
            arguments:
              --day: "2026-01-31"
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.calling(context.needs(), 2));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return guarded(
        params,
        () -> {
          var earlier =
              context.mayHaveStarted() ? earlier(context, params) : Optional.<Handle>empty();
          if (earlier.isPresent()) {
            return Progress.running(earlier.get());
          }
          return context.isCalledOff() ? new Progress.NotBegun() : begun(context, params);
        });
  }

  /** Our run, if it is among those of the job, of which the latest come first. */
  private static Optional<Handle> earlier(ActionContext context, Params params) {
    return context
        .client(GlueClient.class)
        .getJobRunsPaginator(r -> r.jobName(params.jobName()))
        .stream()
        .flatMap(page -> page.jobRuns().stream())
        .filter(run -> context.token(STEP).equals(run.arguments().get(MARK)))
        .map(run -> new Handle(run.id()))
        .findFirst();
  }

  private static Progress begun(ActionContext context, Params params) {
    var arguments = new TreeMap<>(params.arguments());
    arguments.put(MARK, context.token(STEP));
    try {
      var started =
          context
              .client(GlueClient.class)
              .startJobRun(
                  r ->
                      r.jobName(params.jobName())
                          .arguments(arguments)
                          .workerType(params.workerType())
                          .numberOfWorkers(params.numberOfWorkers()));
      return Progress.running(new Handle(started.jobRunId()));
    } catch (ConcurrentRunsExceededException e) {
      // The job's own limit: others have to end.
      return Progress.running(new Handle(null)).toBeAttended();
    }
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    var id = handle.jobRunId();
    return guarded(
        params,
        () -> {
          if (id == null) {
            return earlier(context, params)
                .map(Progress::running)
                .orElseGet(() -> begun(context, params));
          }
          var run =
              context
                  .client(GlueClient.class)
                  .getJobRun(r -> r.jobName(params.jobName()).runId(id))
                  .jobRun();
          return standing(handle, run);
        });
  }

  private static Progress standing(Handle handle, JobRun run) {
    return switch (run.jobRunState()) {
      case STARTING, RUNNING, STOPPING, WAITING, UNKNOWN_TO_SDK_VERSION -> Progress.running(handle);
      case SUCCEEDED -> Progress.done(Change.NONE, Map.of("jobRunId", run.id()));
      // EXPIRED: it has waited for its workers for too long.
      case FAILED, ERROR, TIMEOUT, STOPPED, EXPIRED ->
          new Progress.Failed(
              Problem.of(
                  ProblemCode.WORK_FAILED,
                  "the run %s of the job '%s' is %s%s"
                      .formatted(
                          run.id(),
                          run.jobName(),
                          run.jobRunStateAsString(),
                          run.errorMessage() == null ? "" : ": " + run.errorMessage()),
                  "Its logs in CloudWatch tell why."));
    };
  }

  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode json) {
    return guarded(
        params,
        () -> {
          var known = Json.as(json, Handle.class);
          var begun = known.jobRunId() == null ? earlier(context, params) : Optional.of(known);
          if (begun.isEmpty()) {
            return new Progress.NotBegun();
          }
          // One that has ended is an error of the answer's, not of the call's: the next look sees.
          context
              .client(GlueClient.class)
              .batchStopJobRun(r -> r.jobName(params.jobName()).jobRunIds(begun.get().jobRunId()));
          return Progress.running(begun.get());
        });
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("run the job '" + params.jobName() + "'", calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of();
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Irreversible("has run a job, whatever that did");
  }
}
