package io.coreautomation.simulator.codebuild;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.cloudformation.stack.StackThings;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.CodeBuildException;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.InvalidInputException;
import software.amazon.awssdk.services.codebuild.model.ListBuildsForProjectRequest;
import software.amazon.awssdk.services.codebuild.model.ListBuildsForProjectResponse;
import software.amazon.awssdk.services.codebuild.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codebuild.model.SortOrderType;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StartBuildResponse;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.codebuild.model.StopBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StopBuildResponse;

/**
 * The twin of CodeBuild: builds of projects that stacks have made. A build takes a minute; one
 * whose project's build specification has {@code exit 1} in it fails in its build phase. A token is
 * known for five minutes.
 */
public final class CodeBuildTwin {
  private static final String PROJECT = "AWS::CodeBuild::Project";
  private static final Duration TAKES = Duration.ofMinutes(1);
  private static final Duration TOKEN_LIVES = Duration.ofMinutes(5);
  private static final int PAGE = 100;
  private static final String EXIT_1 =
      "Error while executing command: exit 1. Reason: exit status 1";
  private static final String LOG =
      "https://console.aws.amazon.com/cloudwatch/home?region=%s#logsV2:log-groups/log-group/"
          + "$252Faws$252Fcodebuild$252F%s/log-events/%s";

  private final TwinWorld world;
  private final StackThings things;
  private final Documents<Build> builds;

  /** A build, as it will end if nobody stops it. */
  record Build(
      String id,
      String project,
      long number,
      String token,
      Map<String, String> environment,
      Instant startedAt,
      Instant endsAt,
      String end) {

    String statusAt(Instant now) {
      return now.isBefore(endsAt) ? StatusType.IN_PROGRESS.toString() : end;
    }

    /** The one in which the commands run. */
    private BuildPhase phase() {
      var phase = BuildPhase.builder().phaseType(BuildPhaseType.BUILD).phaseStatus(end);
      return end.equals(StatusType.FAILED.toString())
          ? phase.contexts(c -> c.statusCode("COMMAND_EXECUTION_ERROR").message(EXIT_1)).build()
          : phase.build();
    }

    software.amazon.awssdk.services.codebuild.model.Build sdk(Caller caller, Instant now) {
      return software.amazon.awssdk.services.codebuild.model.Build.builder()
          .id(id)
          .arn(
              "arn:aws:codebuild:%s:%s:build/%s".formatted(caller.region(), caller.accountId(), id))
          .projectName(project)
          .buildNumber(number)
          .buildStatus(statusAt(now))
          .buildComplete(!now.isBefore(endsAt))
          .phases(now.isBefore(endsAt) ? List.of() : List.of(phase()))
          .logs(
              logs ->
                  logs.deepLink(
                      LOG.formatted(caller.region(), project, id.substring(id.indexOf(':') + 1))))
          .startTime(startedAt)
          .endTime(now.isBefore(endsAt) ? null : endsAt)
          .environment(
              e ->
                  e.environmentVariables(
                      environment.entrySet().stream()
                          .map(
                              v ->
                                  EnvironmentVariable.builder()
                                      .name(v.getKey())
                                      .value(v.getValue())
                                      .build())
                          .toList()))
          .build();
    }
  }

  private CodeBuildTwin(TwinWorld world) {
    this.world = world;
    this.things = new StackThings(world);
    this.builds = new Documents<>(world, "codebuild/build", Build.class);
  }

  public static ServiceTwin of(TwinWorld world) {
    var twin = world.part(CodeBuildTwin.class, CodeBuildTwin::new);
    return new ModelledService(
        CodeBuildClient.class,
        "codebuild",
        "CodeBuild",
        CodeBuildException::builder,
        new Operations()
            .on(StartBuildRequest.class, twin::startBuild)
            .on(BatchGetBuildsRequest.class, twin::batchGetBuilds)
            .on(ListBuildsForProjectRequest.class, twin::listBuilds)
            .on(StopBuildRequest.class, twin::stopBuild));
  }

  private static String key(Caller caller) {
    return caller.accountId() + "/" + caller.region() + "/";
  }

  private StartBuildResponse startBuild(Caller caller, StartBuildRequest request) {
    var project = request.projectName();
    var specification =
        things
            .find(caller.place(), PROJECT, project)
            .orElseThrow(() -> missing("Project cannot be found: " + project))
            .properties()
            .path("Source")
            .path("BuildSpec")
            .asText();
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var build =
              repeated(caller, request).orElseGet(() -> begun(caller, request, specification));
          builds.put(key(caller) + build.id(), build, build.endsAt());
          return StartBuildResponse.builder().build(build.sdk(caller, world.now())).build();
        });
  }

  private Optional<Build> repeated(Caller caller, StartBuildRequest request) {
    var since = world.now().minus(TOKEN_LIVES);
    var known =
        builds.under(key(caller)).stream()
            .filter(b -> b.token().equals(request.idempotencyToken()))
            .filter(b -> b.startedAt().isAfter(since))
            .findFirst();
    known
        .filter(b -> !b.project().equals(request.projectName()))
        .ifPresent(
            _ -> {
              throw Refusal.of(
                  InvalidInputException.builder(),
                  "CodeBuild",
                  400,
                  "InvalidInputException",
                  "The idempotency token was used with other parameters.");
            });
    return known;
  }

  private Build begun(Caller caller, StartBuildRequest request, String specification) {
    var number = ofProject(caller, request.projectName()).size() + 1L;
    var seed = key(caller) + request.projectName() + "/" + number;
    var environment = new TreeMap<String, String>();
    request.environmentVariablesOverride().forEach(v -> environment.put(v.name(), v.value()));
    return new Build(
        request.projectName() + ":" + UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)),
        request.projectName(),
        number,
        request.idempotencyToken() == null ? "" : request.idempotencyToken(),
        environment,
        world.now(),
        world.now().plus(TAKES),
        (specification.contains("exit 1") ? StatusType.FAILED : StatusType.SUCCEEDED).toString());
  }

  private List<Build> ofProject(Caller caller, String project) {
    return builds.under(key(caller) + project + ":");
  }

  private BatchGetBuildsResponse batchGetBuilds(Caller caller, BatchGetBuildsRequest request) {
    var found =
        request.ids().stream()
            .flatMap(id -> builds.get(key(caller) + id).stream())
            .map(build -> build.sdk(caller, world.now()))
            .toList();
    return BatchGetBuildsResponse.builder()
        .builds(found)
        .buildsNotFound(
            request.ids().stream().filter(id -> builds.get(key(caller) + id).isEmpty()).toList())
        .build();
  }

  private ListBuildsForProjectResponse listBuilds(
      Caller caller, ListBuildsForProjectRequest request) {
    var order = Comparator.comparing(Build::number);
    return ListBuildsForProjectResponse.builder()
        .ids(
            ofProject(caller, request.projectName()).stream()
                .sorted(request.sortOrder() == SortOrderType.DESCENDING ? order.reversed() : order)
                .limit(PAGE)
                .map(Build::id)
                .toList())
        .build();
  }

  private StopBuildResponse stopBuild(Caller caller, StopBuildRequest request) {
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var now = world.now();
          var build =
              builds
                  .get(key(caller) + request.id())
                  .orElseThrow(() -> missing("Build cannot be found: " + request.id()));
          var stopped =
              now.isBefore(build.endsAt())
                  ? new Build(
                      build.id(),
                      build.project(),
                      build.number(),
                      build.token(),
                      build.environment(),
                      build.startedAt(),
                      now,
                      StatusType.STOPPED.toString())
                  : build;
          builds.put(key(caller) + build.id(), stopped);
          return StopBuildResponse.builder().build(stopped.sdk(caller, now)).build();
        });
  }

  private static RuntimeException missing(String message) {
    return Refusal.of(
        ResourceNotFoundException.builder(),
        "CodeBuild",
        400,
        "ResourceNotFoundException",
        message);
  }
}
