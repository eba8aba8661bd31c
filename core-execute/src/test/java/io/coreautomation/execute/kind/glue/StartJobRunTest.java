package io.coreautomation.execute.kind.glue;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;

class StartJobRunTest {
  private final KindWorld world = new KindWorld();

  @Test
  void what_a_run_fails_with_is_told() {
    world.stack(GlueCases.JOB.formatted("fail"));

    var end = world.drive(new StartJobRun(), GlueCases.params());

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed ->
                assertThat(failed.problem().message())
                    .matches(
                        "the run jr_[0-9a-f]{64} of the job 'shop-import' is FAILED:"
                            + " SystemExit: 1"));
  }

  @Test
  void a_job_that_runs_already_is_waited_for() {
    GlueCases.job(world);
    world.look(GlueClient.class).startJobRun(r -> r.jobName("shop-import"));
    var kind = new StartJobRun();

    var first = kind.start(world.context(false), bound());
    var end = world.drive(kind, GlueCases.params());

    assertThat(((Progress.Running) first).handle().has("jobRunId")).isFalse();
    assertThat(((Progress.Running) first).attended()).isTrue();
    assertThat(end).isInstanceOf(Progress.Done.class);
  }

  private static StartJobRun.Params bound() {
    return new StartJobRun.Params("shop-import", Map.of(), null, null);
  }
}
