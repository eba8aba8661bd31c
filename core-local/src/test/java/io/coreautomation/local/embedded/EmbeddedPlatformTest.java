package io.coreautomation.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.task.Deployment;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskOptions;
import io.coreautomation.framework.task.TaskType;
import io.coreautomation.framework.task.TaskVerb;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPlatformTest {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("core.repository", "..")).resolve("examples");
  private static final Coordinates LANDING_ZONE =
      new Coordinates("acme", "platform", "landing-zone", "main", "1", null);

  @TempDir Path folder;

  @Test
  void the_landing_zone_is_deployed_whole_and_a_second_run_changes_nothing() throws Exception {
    try (var platform = open()) {
      var first = run(platform, "landing-zone", LANDING_ZONE);

      assertThat(first.run().status()).isEqualTo("DEPLOY_COMPLETE");
      assertThat(first.actions()).hasSize(29).allMatch(a -> a.status() == ActionStatus.COMPLETE);
      assertThat(platform.stacks()).hasSize(28).allMatch(s -> s.status().equals("CREATE_COMPLETE"));
    }
    // Another process, as it were: what it compares with is what it has read back.
    try (var platform = open()) {
      var second = run(platform, "landing-zone", LANDING_ZONE);

      assertThat(second.actions())
          .filteredOn(a -> a.kind().equals("AWS::CreateStack"))
          .allMatch(a -> a.change() == Change.NO_CHANGE);

      // Whoever believes the registry and finds the same has the same plan.
      var asked = run(platform, "landing-zone", LANDING_ZONE, TaskVerb.PLAN, false);
      var trusted = run(platform, "landing-zone", LANDING_ZONE, TaskVerb.PLAN, true);
      assertThat(trusted.run().plan()).isNotNull().isEqualTo(asked.run().plan());
    }
  }

  private EmbeddedPlatform open() {
    return EmbeddedPlatform.open(
        new EmbeddedSettings(folder.resolve(".core"), null, "instant", "local:tester"));
  }

  private static RunView run(EmbeddedPlatform platform, String example, Coordinates coordinates)
      throws InterruptedException {
    return run(platform, example, coordinates, TaskVerb.DEPLOY, false);
  }

  private static RunView run(
      EmbeddedPlatform platform,
      String example,
      Coordinates coordinates,
      TaskVerb verb,
      boolean trusting)
      throws InterruptedException {
    var source = EXAMPLES.resolve(example);
    platform.seed(source);
    var uploaded = platform.upload(source, coordinates);
    var run =
        platform.submit(
            new Task(
                verb,
                TaskType.DEPLOYSPEC,
                new Deployment(coordinates, "live", null, Map.of()),
                uploaded.ref(),
                new TaskOptions(false, false, null, null, null, null, trusting, false),
                null));
    return platform.follow(run, view -> {});
  }
}
