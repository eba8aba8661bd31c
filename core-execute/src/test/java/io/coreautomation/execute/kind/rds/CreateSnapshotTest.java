package io.coreautomation.execute.kind.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;

class CreateSnapshotTest {
  private final KindWorld world = new KindWorld();

  @Test
  void a_snapshot_of_somebody_else_is_no_new_one() {
    RdsCases.instance(world);
    world
        .look(RdsClient.class)
        .createDBSnapshot(r -> r.dbInstanceIdentifier("shop").dbSnapshotIdentifier("shop-42"));

    var end = world.drive(new CreateSnapshot(), RdsCases.snapshot("shop-42"));

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed ->
                assertThat(failed.problem().message())
                    .isEqualTo("there is a snapshot 'shop-42' already"));
  }

  @Test
  void an_instance_that_is_busy_is_waited_for() {
    RdsCases.instance(world);
    world
        .look(RdsClient.class)
        .modifyDBInstance(r -> r.dbInstanceIdentifier("shop").copyTagsToSnapshot(true));
    world.pass(Duration.ofSeconds(10));

    var end = world.drive(new CreateSnapshot(), RdsCases.snapshot("shop-42"));

    assertThat(end).isInstanceOf(Progress.Done.class);
  }
}
