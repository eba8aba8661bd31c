package io.coreautomation.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.RoleKind;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.RunView.ActionView;
import io.coreautomation.framework.task.Deployment;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskOptions;
import io.coreautomation.framework.task.TaskType;
import io.coreautomation.framework.task.TaskVerb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** A parked run over the twin: what wakes it, and what that spares. */
class EmbeddedEventsTest {
  private static final Path PACKAGE =
      Path.of(System.getProperty("core.repository", "..")).resolve("examples/landing-zone");
  private static final Coordinates AT =
      new Coordinates("acme", "platform", "landing-zone", "main", "1", null);

  /** What events are gathered for, and the turn after. */
  private static final Duration DELIVERY = Duration.ofSeconds(10);

  /** What a stack usually takes, twice: nobody looks sooner where events come from. */
  private static final Duration FIRST_LOOK = Duration.ofMinutes(6);

  @TempDir Path folder;
  private EmbeddedPlatform platform;

  @BeforeEach
  void an_empty_world() {
    platform =
        EmbeddedPlatform.open(
            new EmbeddedSettings(folder.resolve(".core"), null, "instant", "local:tester"));
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void each_stack_is_seen_to_end_by_its_event_and_costs_three_calls() throws Exception {
    var stacks = deployed();
    var calls = platform.surroundings().calls().counts();

    // Is it there? Make it. How did it end?
    assertThat(calls)
        .containsOnlyKeys(
            "cloudformation.DescribeStacks", "cloudformation.CreateStack", "sts.AssumeRole")
        .containsEntry("cloudformation.DescribeStacks", 2L * stacks.size())
        .containsEntry("cloudformation.CreateStack", 1L * stacks.size());
    assertThat(calls.values().stream().mapToLong(Long::longValue).sum())
        .isLessThan(4L * stacks.size());
    assertThat(stacks)
        .allSatisfy(
            stack ->
                assertThat(Duration.ofMillis(Objects.requireNonNull(stack.worldTimeMs())))
                    .isLessThanOrEqualTo(inAws(stack).plus(DELIVERY)));
  }

  @Test
  void a_run_whose_events_are_all_lost_looks_for_itself() throws Exception {
    Objects.requireNonNull(platform.surroundings().twin()).faults().loseEvents();

    assertThat(deployed())
        .allSatisfy(
            stack ->
                assertThat(Duration.ofMillis(Objects.requireNonNull(stack.worldTimeMs())))
                    .isGreaterThanOrEqualTo(FIRST_LOOK));
  }

  private List<ActionView> deployed() throws InterruptedException {
    var view = run();
    assertThat(view.run().status()).isEqualTo("DEPLOY_COMPLETE");
    assertThat(view.actions()).hasSize(29).allMatch(a -> a.status() == ActionStatus.COMPLETE);
    return view.actions().stream().filter(a -> a.kind().equals("AWS::CreateStack")).toList();
  }

  private RunView run() throws InterruptedException {
    platform.seed(PACKAGE);
    var uploaded = platform.upload(PACKAGE, AT);
    var run =
        platform.submit(
            new Task(
                TaskVerb.DEPLOY,
                TaskType.DEPLOYSPEC,
                new Deployment(AT, "live", null, Map.of()),
                uploaded.ref(),
                TaskOptions.DEFAULT,
                null));
    return platform.follow(run, view -> {});
  }

  /** How long the stack itself took, by its own events. */
  private Duration inAws(ActionView action) {
    Target target = Objects.requireNonNull(action.target());
    var stack =
        platform.stacks().stream()
            .filter(s -> s.account().equals(target.account()))
            .filter(s -> s.region().equals(target.region()))
            .filter(s -> s.stackName().endsWith("-" + action.name()))
            .findFirst()
            .orElseThrow();
    var events =
        platform
            .surroundings()
            .access()
            .client(
                CloudFormationClient.class,
                new AccessScope(target.account(), target.region(), RoleKind.PLAN, "test", null))
            .describeStackEvents(r -> r.stackName(stack.stackId()))
            .stackEvents();
    return Duration.between(events.getLast().timestamp(), events.getFirst().timestamp());
  }
}
