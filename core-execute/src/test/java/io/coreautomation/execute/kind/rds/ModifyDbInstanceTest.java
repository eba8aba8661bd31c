package io.coreautomation.execute.kind.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModifyDbInstanceTest {
  private final KindWorld world = new KindWorld();

  @Test
  void a_stack_can_delete_its_instance_once_it_is_unprotected() {
    RdsCases.instance(world);
    assertThat(world.deleteStack()).isEqualTo("DELETE_FAILED");

    world.drive(new ModifyDbInstance(), KindCase.json(RdsCases.unprotected()));

    assertThat(world.deleteStack()).isEqualTo("DELETE_COMPLETE");
  }

  @Test
  void what_waits_for_the_maintenance_window_is_told_and_not_waited_for() {
    RdsCases.instance(world);

    var end =
        world.drive(
            new ModifyDbInstance(),
            KindCase.json(
                "{\"instance\": {\"dbInstanceIdentifier\": \"shop\", \"multiAz\": true}}"));

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Done.class,
            done -> assertThat(done.outputs()).isEqualTo(Map.of("deferred", "multiAz")));
  }

  @Test
  void an_instance_that_is_not_there_cannot_be_what_it_is_to_be() {
    var end =
        world.drive(
            new ModifyDbInstance(),
            KindCase.json(
                "{\"instance\": {\"dbInstanceIdentifier\": \"shop\", \"multiAz\": true}}"));

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed ->
                assertThat(failed.problem().message())
                    .isEqualTo("there is no database instance 'shop'"));
  }
}
