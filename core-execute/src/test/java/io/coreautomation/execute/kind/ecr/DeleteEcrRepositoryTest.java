package io.coreautomation.execute.kind.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindWorld;
import org.junit.jupiter.api.Test;

class DeleteEcrRepositoryTest {
  @Test
  void a_stack_can_be_deleted_once_its_repository_is() {
    var world = new KindWorld();
    EcrCases.filled(world);
    assertThat(world.deleteStack()).isEqualTo("DELETE_FAILED");

    world.drive(new DeleteEcrRepository(), EcrCases.params());

    assertThat(world.deleteStack()).isEqualTo("DELETE_COMPLETE");
  }
}
