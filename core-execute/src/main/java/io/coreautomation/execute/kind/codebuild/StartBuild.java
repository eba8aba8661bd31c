package io.coreautomation.execute.kind.codebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.wait.AwsResource;
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
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codebuild.model.SortOrderType;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/**
 * Starts a build of a project, and waits for its end. CodeBuild keeps a token for five minutes
 * only, so the build bears ours as an environment variable, too, by which it is found among the
 * project's latest.
 */
public final class StartBuild implements ActionHandler<StartBuild.Params> {
  private static final Duration TOKEN_LIVES = Duration.ofMinutes(5);
  private static final String STEP = "build";
  private static final String MARK = "CORE_AUTOMATION_TOKEN";

  /** Which project, and what of it is other than usual. */
  @Doc("Which project, and what of it is other than usual.")
  public record Params(
      @Doc("the project's name") @Alias("project") String projectName,
      @Doc("the version of the source: a branch, a tag, a commit; by default the project's")
          @Nullable String sourceVersion,
      @Doc("environment variables, in plain text, beside those of the project")
          Map<String, String> environment) {}

  /** The build. */
  record Handle(String buildId) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::CodeBuild::StartBuild",
            Params.class,
            "Starts a build of a project, and waits for its end.")
        .targeted()
        .repeatability(new Repeatability.ByToken(TOKEN_LIVES))
        .permissions(
            "codebuild:StartBuild",
            "codebuild:BatchGetBuilds",
            "codebuild:ListBuildsForProject",
            "codebuild:StopBuild")
        .usual(Duration.ofMinutes(5))
        // A build may wait for 8 h in its queue, and run for 36 h.
        .patience(Duration.ofHours(45))
        .output("buildId", "the id of the build")
        .output("buildNumber", "its number in the project")
        .example(
            """
            projectName: shop
            sourceVersion: main
            environment:
              STAGE: prod
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
          var codeBuild = context.client(CodeBuildClient.class);
          var token = context.token(STEP);
          var earlier =
              context.mayHaveStarted()
                  ? earlier(codeBuild, params, token)
                  : Optional.<Build>empty();
          if (earlier.isPresent()) {
            return Progress.awaitingEvent(new Handle(earlier.get().id()));
          }
          if (context.isCalledOff()) {
            return new Progress.NotBegun();
          }
          var started =
              codeBuild.startBuild(
                  r ->
                      r.projectName(params.projectName())
                          .sourceVersion(params.sourceVersion())
                          .idempotencyToken(token)
                          .environmentVariablesOverride(variables(params, token)));
          return Progress.awaitingEvent(new Handle(started.build().id()));
        });
  }

  private static List<EnvironmentVariable> variables(Params params, String token) {
    var variables = new ArrayList<EnvironmentVariable>();
    new TreeMap<>(params.environment())
        .forEach((name, value) -> variables.add(variable(name, value)));
    variables.add(variable(MARK, token));
    return variables;
  }

  private static EnvironmentVariable variable(String name, String value) {
    return EnvironmentVariable.builder()
        .name(name)
        .value(value)
        .type(EnvironmentVariableType.PLAINTEXT)
        .build();
  }

  /** Our build, if it is among the project's 100 latest. */
  private static Optional<Build> earlier(CodeBuildClient codeBuild, Params params, String token) {
    var ids =
        codeBuild
            .listBuildsForProject(
                r -> r.projectName(params.projectName()).sortOrder(SortOrderType.DESCENDING))
            .ids();
    return ids.isEmpty()
        ? Optional.empty()
        : codeBuild.batchGetBuilds(r -> r.ids(ids)).builds().stream()
            .filter(build -> bears(build, token))
            .findFirst();
  }

  private static boolean bears(Build build, String token) {
    return build.environment() != null
        && build.environment().environmentVariables().stream()
            .anyMatch(v -> MARK.equals(v.name()) && token.equals(v.value()));
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(
        params,
        () ->
            context
                .client(CodeBuildClient.class)
                .batchGetBuilds(r -> r.ids(handle.buildId()))
                .builds()
                .stream()
                .findFirst()
                .map(build -> standing(handle, build))
                .orElseGet(
                    () ->
                        new Progress.Failed(
                            Problem.of(
                                ProblemCode.WORK_FAILED,
                                "the build " + handle.buildId() + " was deleted by others",
                                "Run it again."))));
  }

  private static Progress standing(Handle handle, Build build) {
    return switch (build.buildStatus()) {
      case IN_PROGRESS, UNKNOWN_TO_SDK_VERSION -> Progress.awaitingEvent(handle);
      case SUCCEEDED -> Progress.done(Change.NONE, outputs(build));
      case FAILED, FAULT, TIMED_OUT, STOPPED ->
          new Progress.Failed(
              Problem.of(
                  ProblemCode.WORK_FAILED,
                  "the build "
                      + handle.buildId()
                      + " is "
                      + build.buildStatusAsString()
                      + reason(build),
                  build.logs() == null || build.logs().deepLink() == null
                      ? "Its log tells why."
                      : "See its log: " + build.logs().deepLink()));
    };
  }

  /** What it exports, and its id and number. */
  private static Map<String, String> outputs(Build build) {
    var outputs = new TreeMap<String, String>();
    build.exportedEnvironmentVariables().forEach(v -> outputs.put(v.name(), v.value()));
    outputs.put("buildId", build.id());
    if (build.buildNumber() != null) {
      outputs.put("buildNumber", build.buildNumber().toString());
    }
    return outputs;
  }

  /** What the phases that failed say. */
  private static String reason(Build build) {
    var said =
        build.phases().stream()
            .filter(phase -> phase.phaseStatus() != null)
            .filter(phase -> phase.phaseStatus() != StatusType.SUCCEEDED)
            .flatMap(phase -> phase.contexts().stream())
            .map(context -> context.message())
            .filter(Objects::nonNull)
            .filter(message -> !message.isBlank())
            .collect(Collectors.joining("; "));
    return said.isEmpty() ? "" : ": " + said;
  }

  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(
        params,
        () -> {
          context.client(CodeBuildClient.class).stopBuild(r -> r.id(handle.buildId()));
          return Progress.awaitingEvent(handle);
        });
  }

  private static Progress guarded(Params params, java.util.function.Supplier<Progress> calls) {
    return AwsCalls.guarded("build '" + params.projectName() + "'", calls);
  }

  @Override
  public Optional<AwsResource> awaits(ObjectNode handle) {
    return Optional.of(new AwsResource("codebuild", handle.path("buildId").asText()));
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of();
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Irreversible("has run a build, whatever that did");
  }
}
