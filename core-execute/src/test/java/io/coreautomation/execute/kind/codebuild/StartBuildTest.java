package io.coreautomation.execute.kind.codebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.problem.ProblemCode;
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

    assertThat(
            world
                .look(CodeBuildClient.class)
                .listBuildsForProject(r -> r.projectName("shop"))
                .ids())
        .hasSize(3);
  }

  @Test
  void a_build_that_fails_fails_its_action() {
    var world = new KindWorld();
    world.stack(CodeBuildCases.PROJECT.formatted("exit 1"));

    var end = world.drive(new StartBuild(), CodeBuildCases.params());

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed -> {
              assertThat(failed.problem().code()).isEqualTo(ProblemCode.WORK_FAILED);
              assertThat(failed.problem().message())
                  .matches("the build shop:[0-9a-f-]{36} is FAILED");
            });
  }
}
