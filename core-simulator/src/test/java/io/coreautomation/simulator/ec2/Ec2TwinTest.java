package io.coreautomation.simulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.simulator.Twin;
import io.coreautomation.simulator.world.TwinPrincipal;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.SnapshotAttributeName;

class Ec2TwinTest {
  private static final String OTHER = "222222222222";
  private static final String SERVER =
      """
      Resources:
        Server:
          Type: AWS::EC2::Instance
          Properties:
            ImageId: ami-0123456789abcdef0
            BlockDeviceMappings: [{DeviceName: /dev/xvda, Ebs: {VolumeSize: 20, Encrypted: %s}}]
      Outputs:
        InstanceId: {Value: !Ref Server}
      """;

  private final Twin twin = new Twin();
  private final Ec2Client ec2 = in(Twin.ACCOUNT, Region.EU_WEST_1);

  private Ec2Client in(String account, Region region) {
    return twin.clients.client(Ec2Client.class, TwinPrincipal.root(account), region);
  }

  /** An image of a server whose volume is encrypted with the default key, or not at all. */
  private String image(boolean encrypted) {
    twin.create("server", SERVER.formatted(encrypted));
    twin.settle();
    var instance = twin.outputs("server").get("InstanceId");
    return ec2.createImage(r -> r.name("base").instanceId(instance)).imageId();
  }

  private static Image seen(Ec2Client by, String id) {
    return by.describeImages(r -> r.imageIds(id)).images().getFirst();
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Ec2Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  @Test
  void an_image_is_not_seen_at_once_then_pending_then_available_in_any_process() {
    var id = image(false);

    assertRefused("InvalidAMIID.NotFound", () -> seen(ec2, id));
    twin.pass(Duration.ofSeconds(5));
    assertThat(seen(ec2, id).state()).isEqualTo(ImageState.PENDING);
    twin.settle();
    var restarted =
        twin.restarted()
            .clients
            .client(Ec2Client.class, TwinPrincipal.root(Twin.ACCOUNT), Region.EU_WEST_1);
    assertThat(seen(restarted, id).state()).isEqualTo(ImageState.AVAILABLE);
  }

  @Test
  void a_name_is_the_only_one_of_its_account_and_region() {
    var id = image(false);
    twin.settle();

    assertRefused(
        "InvalidAMIName.Duplicate",
        () -> ec2.createImage(r -> r.name("base").instanceId(seen(ec2, id).sourceInstanceId())));
    in(Twin.ACCOUNT, Region.EU_CENTRAL_1)
        .copyImage(r -> r.name("base").sourceImageId(id).sourceRegion("eu-west-1"));
  }

  @Test
  void a_copy_that_is_asked_for_twice_with_a_token_is_one() {
    var id = image(false);
    twin.settle();

    var first =
        ec2.copyImage(
            r -> r.name("copy").sourceImageId(id).sourceRegion("eu-west-1").clientToken("once"));
    var second =
        ec2.copyImage(
            r -> r.name("copy").sourceImageId(id).sourceRegion("eu-west-1").clientToken("once"));

    assertThat(second.imageId()).isEqualTo(first.imageId());
    assertRefused(
        "IdempotentParameterMismatch",
        () ->
            ec2.copyImage(
                r ->
                    r.name("other")
                        .sourceImageId(id)
                        .sourceRegion("eu-west-1")
                        .clientToken("once")));
  }

  @Test
  void whom_an_image_is_shared_with_sees_it_and_copies_it_if_the_snapshots_are_too() {
    twin.world.addAccount(OTHER, "two");
    var other = in(OTHER, Region.EU_WEST_1);
    var id = image(false);
    twin.settle();
    assertRefused("InvalidAMIID.NotFound", () -> seen(other, id));

    ec2.modifyImageAttribute(
        r ->
            r.imageId(id)
                .launchPermission(p -> p.add(LaunchPermission.builder().userId(OTHER).build())));

    assertThat(seen(other, id).ownerId()).isEqualTo(Twin.ACCOUNT);
    assertThat(other.describeImages(r -> r.owners("self")).images()).isEmpty();
    assertRefused("InvalidRequest", () -> copy(other, id));
    share(seen(ec2, id).blockDeviceMappings().getFirst().ebs().snapshotId());
    assertThat(copy(other, id)).startsWith("ami-");
  }

  @Test
  void a_snapshot_that_is_encrypted_with_the_default_key_cannot_be_shared() {
    var id = image(true);
    twin.settle();

    assertRefused(
        "OperationNotPermitted",
        () -> share(seen(ec2, id).blockDeviceMappings().getFirst().ebs().snapshotId()));
  }

  @Test
  void a_snapshot_of_an_image_cannot_be_deleted_before_the_image() {
    var id = image(false);
    twin.settle();
    var snapshot = seen(ec2, id).blockDeviceMappings().getFirst().ebs().snapshotId();

    assertRefused("InvalidSnapshot.InUse", () -> ec2.deleteSnapshot(r -> r.snapshotId(snapshot)));
    ec2.deregisterImage(r -> r.imageId(id));
    ec2.deleteSnapshot(r -> r.snapshotId(snapshot));

    assertRefused(
        "InvalidSnapshot.NotFound",
        () -> ec2.describeSnapshots(r -> r.snapshotIds(List.of(snapshot))));
  }

  private void share(String snapshot) {
    ec2.modifySnapshotAttribute(
        r ->
            r.snapshotId(snapshot)
                .attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION)
                .createVolumePermission(
                    p -> p.add(CreateVolumePermission.builder().userId(OTHER).build())));
  }

  private static String copy(Ec2Client by, String id) {
    return by.copyImage(r -> r.name("copy").sourceImageId(id).sourceRegion("eu-west-1")).imageId();
  }
}
