package io.coreautomation.execute.kind.rds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.run.Change;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;

class DeleteSnapshotTest {
  private final KindWorld world = new KindWorld();

  @Test
  void a_snapshot_of_somebody_else_stays_unless_it_is_adopted() {
    RdsCases.instance(world);
    theirs();

    var refused = (Progress.Failed) world.drive(new DeleteSnapshot(), params());

    assertThat(refused.problem().message())
        .isEqualTo(
            "the snapshot 'shop-42' in 210000000011/eu-west-1 belongs to no deployment of this"
                + " platform, not to prn:web:shop:main");
    assertThat(snapshots()).isOne();

    var adopted = world.drive(new DeleteSnapshot(), params().put("adopt", true));

    assertThat(adopted).isEqualTo(Progress.done(Change.DELETE));
    assertThat(snapshots()).isZero();
  }

  @Test
  void a_snapshot_that_is_being_made_is_deleted_once_it_is() {
    RdsCases.instance(world);
    theirs();

    var end = world.drive(new DeleteSnapshot(), params().put("adopt", true));

    assertThat(end).isEqualTo(Progress.done(Change.DELETE));
    assertThat(snapshots()).isZero();
  }

  @Test
  void an_instance_that_comes_to_have_the_identifier_of_another_is_as_its_stack_made_it() {
    RdsCases.instance(world);
    world.drive(new ModifyDbInstance(), KindCase.json(RdsCases.unprotected()));
    assertThat(world.deleteStack()).isEqualTo("DELETE_COMPLETE");

    RdsCases.instance(world);

    assertThat(
            world
                .look(RdsClient.class)
                .describeDBInstances()
                .dbInstances()
                .getFirst()
                .deletionProtection())
        .isTrue();
  }

  private void theirs() {
    world
        .look(RdsClient.class)
        .createDBSnapshot(r -> r.dbInstanceIdentifier("shop").dbSnapshotIdentifier("shop-42"));
  }

  private static ObjectNode params() {
    return KindCase.json("{\"dbSnapshotIdentifier\": \"shop-42\"}");
  }

  private int snapshots() {
    return world.look(RdsClient.class).describeDBSnapshots().dbSnapshots().size();
  }
}
