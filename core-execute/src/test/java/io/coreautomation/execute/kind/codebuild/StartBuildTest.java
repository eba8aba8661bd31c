package io.coreautomation.execute.kind.codebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;

class StartBuildTest {
  @Test
  void a_build_of_another_run_is_not_taken_for_ours() {
    var world = new KindWorld();
    world.stack(CodeBuildCases.PROJECT.formatted("true"));
    assertThat(world.drive(new StartBuild(), CodeBuildCases.params()))
        .isInstanceOf(Progress.Done.class);
    var kind = new StartBuild();
    var params = world.bound(kind, CodeBuildCases.params());

    // Each is asked twice, the second time as after a crash.
    world.inEachRun(
        () ->
            assertThat(kind.start(world.context(true), params))
                .isEqualTo(kind.start(world.context(true), params)));

    assertThat(builds(world)).hasSize(3);
  }

  @Test
  void a_build_that_fails_fails_its_action() {
    var world = new KindWorld();
    world.stack(CodeBuildCases.PROJECT.formatted("exit 1"));

    var end = world.drive(new StartBuild(), CodeBuildCases.params());

    var build = builds(world).getFirst();
    assertThat(end)
        .isEqualTo(
            new Progress.Failed(
                Problem.of(
                    ProblemCode.WORK_FAILED,
                    "the build "
                        + build
                        + " is FAILED: Error while executing command: exit 1. Reason: exit status"
                        + " 1",
                    "See its log: https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1"
                        + "#logsV2:log-groups/log-group/$252Faws$252Fcodebuild$252Fshop/log-events/"
                        + build.substring("shop:".length()))));
  }

  private static List<String> builds(KindWorld world) {
    return world.look(CodeBuildClient.class).listBuildsForProject(r -> r.projectName("shop")).ids();
  }
}
