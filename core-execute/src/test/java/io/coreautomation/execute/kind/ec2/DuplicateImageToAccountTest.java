package io.coreautomation.execute.kind.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.problem.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.kms.KmsClient;

class DuplicateImageToAccountTest {
  private static final Target TEST = new Target("210000000012", KindWorld.TARGET.region());

  private final KindWorld world = new KindWorld();

  @Test
  void each_account_owns_a_copy_and_has_the_original_no_more() {
    Ec2Cases.family(world);

    var end = world.drive(new DuplicateImageToAccount(), Ec2Cases.forBoth());

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Done.class,
            done ->
                assertThat(done.outputs())
                    .containsOnlyKeys("imageId_210000000012", "imageId_210000000013"));
    var theirs = world.look(Ec2Client.class, TEST);
    assertThat(theirs.describeImages().images())
        .singleElement()
        .satisfies(image -> assertThat(image.ownerId()).isEqualTo("210000000012"));
    var keys = new Images(theirs).keys(theirs.describeImages().images().getFirst());
    assertThat(keys).singleElement().asString().contains(":210000000012:key/");
    var key = world.output("KeyArn");
    assertThat(world.look(KmsClient.class).listGrants(r -> r.keyId(key)).grants()).isEmpty();
  }

  @Test
  void a_copy_for_its_own_account_is_refused() {
    Ec2Cases.image(world);
    var params = Ec2Cases.named();
    params.putArray("toAccounts").add(KindWorld.ACCOUNT);

    CreateImageTest.assertFails(
        world.drive(new DuplicateImageToAccount(), params),
        ProblemCode.FIELD_INVALID,
        "the image is to be copied from 210000000011/eu-west-1 to the same account");
  }

  @Test
  void who_could_use_the_original_before_still_can() {
    Ec2Cases.family(world);
    world.drive(new ShareImage(), Ec2Cases.forBoth());

    world.drive(new DuplicateImageToAccount(), Ec2Cases.forBoth());

    assertThat(world.look(Ec2Client.class, TEST).describeImages().images()).hasSize(2);
  }

  @Test
  void one_account_without_the_key_fails_the_action_and_keeps_the_copies_of_the_others() {
    Ec2Cases.family(world);
    world.stack(
        TEST.account(),
        """
        Resources:
          Key:
            Type: AWS::KMS::Key
            Properties: {KeyPolicy: {Statement: []}}
          Alias:
            Type: AWS::KMS::Alias
            Properties: {AliasName: alias/shop, TargetKeyId: !Ref Key}
        """);

    var end =
        world.drive(
            new DuplicateImageToAccount(), Ec2Cases.forBoth().put("kmsKeyId", "alias/shop"));

    CreateImageTest.assertFails(
        end,
        ProblemCode.WORK_FAILED,
        "the image 'shop-base' in 210000000013/eu-west-1 is failed: Given key ID is not"
            + " accessible");
    assertThat(world.look(Ec2Client.class, TEST).describeImages().images())
        .extracting(image -> image.stateAsString())
        .isEqualTo(List.of("available"));
  }
}
