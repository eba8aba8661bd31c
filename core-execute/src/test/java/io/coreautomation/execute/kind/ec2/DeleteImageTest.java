package io.coreautomation.execute.kind.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.problem.ProblemCode;
import org.junit.jupiter.api.Test;

class DeleteImageTest {
  private final KindWorld world = new KindWorld();

  @Test
  void an_image_that_others_have_made_stays() {
    Ec2Cases.foreign(world);

    var end = world.drive(new DeleteImage(), Ec2Cases.named());

    CreateImageTest.assertFails(
        end,
        ProblemCode.NOT_ALLOWED,
        "the image 'shop-base' in 210000000011/eu-west-1 belongs to no deployment of this"
            + " platform, not to prn:web:shop:main");
    assertThat(Ec2Cases.ec2(world).describeImages().images()).hasSize(1);
  }

  @Test
  void its_snapshots_go_with_it() {
    Ec2Cases.image(world);
    var snapshots =
        Images.snapshots(new Images(Ec2Cases.ec2(world)).named("shop-base").orElseThrow());

    var end = world.drive(new DeleteImage(), Ec2Cases.named());

    assertThat(end).isInstanceOf(Progress.Done.class);
    assertThat(snapshots)
        .hasSize(2)
        .allSatisfy(
            id ->
                assertThatThrownBy(
                        () -> Ec2Cases.ec2(world).describeSnapshots(r -> r.snapshotIds(id)))
                    .hasMessageContaining("does not exist"));
  }
}
