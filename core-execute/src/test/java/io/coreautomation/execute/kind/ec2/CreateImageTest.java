package io.coreautomation.execute.kind.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.wait.AwsResource;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.simulator.fault.ResourceMatch;
import io.coreautomation.simulator.fault.ResourceStep;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CreateImageTest {
  private final KindWorld world = new KindWorld();
  private final CreateImage kind = new CreateImage();

  @Test
  void a_second_start_before_the_first_ones_image_is_seen_waits_for_that_one() {
    Ec2Cases.server(world);
    var params = world.bound(kind, Ec2Cases.base(world));
    kind.start(world.context(false), params);

    var second = (Progress.Running) kind.start(world.context(true), params);
    world.pass(Duration.ofMinutes(4));

    assertThat(kind.check(world.context(true), params, second.handle()))
        .isInstanceOfSatisfying(
            Progress.Done.class, done -> assertThat(done.change()).isEqualTo(Change.CREATE));
    assertThat(Ec2Cases.ec2(world).describeImages(r -> r.owners("self")).images()).hasSize(1);
  }

  @Test
  void the_event_of_its_image_tells_its_end() {
    Ec2Cases.server(world);

    var running =
        (Progress.Running)
            kind.start(world.context(false), world.bound(kind, Ec2Cases.base(world)));

    assertThat(running.pace()).isEqualTo(Progress.Pace.EVENT);
    assertThat(kind.awaits(running.handle()))
        .contains(new AwsResource("ec2", running.handle().path("imageId").textValue()));
  }

  @Test
  void an_image_that_fails_fails_its_action_with_the_reason() {
    Ec2Cases.server(world);
    world
        .twin()
        .faults()
        .failResource(
            ResourceMatch.ofType("AWS::EC2::Image"), ResourceStep.CREATE, 1, "Internal error");

    assertFails(
        world.drive(kind, Ec2Cases.base(world)),
        ProblemCode.WORK_FAILED,
        "the image 'shop-base' in 210000000011/eu-west-1 is failed: Internal error");
  }

  @Test
  void an_image_that_others_deregister_on_the_way_fails_its_action() {
    Ec2Cases.server(world);
    var params = world.bound(kind, Ec2Cases.base(world));
    var running = (Progress.Running) kind.start(world.context(false), params);
    Ec2Cases.ec2(world)
        .deregisterImage(r -> r.imageId(running.handle().path("imageId").textValue()));
    world.pass(Duration.ofMinutes(6));

    assertFails(
        kind.check(world.context(false), params, running.handle()),
        ProblemCode.WORK_FAILED,
        "the image 'shop-base' in 210000000011/eu-west-1 is gone: others have deregistered it");
  }

  @Test
  void an_image_that_others_have_made_is_not_taken_for_ours() {
    Ec2Cases.foreign(world);

    assertFails(
        world.drive(kind, Ec2Cases.base(world)),
        ProblemCode.CONFLICT,
        "there is an image 'shop-base' in 210000000011/eu-west-1 that belongs to no deployment of"
            + " this platform");
  }

  @Test
  void an_image_of_another_instance_is_not_taken_for_this_ones() {
    Ec2Cases.image(world);

    assertFails(
        world.drive(kind, Ec2Cases.base(world).put("instanceId", "i-0123456789abcdef0")),
        ProblemCode.CONFLICT,
        "there is an image 'shop-base' in 210000000011/eu-west-1 that is made of "
            + world.output("InstanceId")
            + ", not of i-0123456789abcdef0");
  }

  @Test
  void an_instance_that_is_not_there_is_told_in_the_words_of_aws() {
    assertFails(
        world.drive(
            kind,
            Json.object().put("imageName", "shop-base").put("instanceId", "i-0123456789abcdef0")),
        ProblemCode.AWS_REFUSED,
        "could not make the image 'shop-base': The instance ID 'i-0123456789abcdef0' does not"
            + " exist");
  }

  static void assertFails(Progress end, ProblemCode code, String message) {
    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed -> {
              assertThat(failed.problem().message()).isEqualTo(message);
              assertThat(failed.problem().code()).isEqualTo(code);
            });
  }
}
