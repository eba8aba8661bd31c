package io.coreautomation.execute.kind.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindWorld;
import org.junit.jupiter.api.Test;

class UnprotectElbTest {
  @Test
  void a_stack_can_delete_its_load_balancer_once_it_is_unprotected() {
    var world = new KindWorld();
    world.stack(ElbCases.LOAD_BALANCER.formatted("true"));
    assertThat(world.deleteStack()).isEqualTo("DELETE_FAILED");

    world.drive(new UnprotectElb(), ElbCases.params(world));

    assertThat(world.deleteStack()).isEqualTo("DELETE_COMPLETE");
  }
}
