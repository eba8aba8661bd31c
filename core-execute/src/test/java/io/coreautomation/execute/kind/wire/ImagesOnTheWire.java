package io.coreautomation.execute.kind.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.ec2.CopyImage;
import io.coreautomation.execute.kind.ec2.CreateImage;
import io.coreautomation.execute.kind.ec2.DeleteImage;
import io.coreautomation.execute.kind.ec2.DuplicateImageToAccount;
import io.coreautomation.execute.kind.ec2.ShareImage;
import io.coreautomation.framework.run.Change;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageAttributeName;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** Kinds about images of machines. */
final class ImagesOnTheWire {
  /** What a kind says of a copy that does not bear our tags. */
  private static final String UNTAGGED = "that belongs to no deployment of this platform";

  private ImagesOnTheWire() {}

  static WireCase[] cases() {
    return new WireCase[] {created(), copied(), deleted(), shared(), duplicated()};
  }

  private static WireCase created() {
    return WireCase.cutShort(
        new CreateImage(),
        "of an instance",
        wire ->
            KindCase.json("{\"imageName\": \"taken\"}").put("instanceId", instance(wire, "base")),
        Wire.LACKING,
        (wire, params, _) -> {
          assertThat(named(wire, "taken")).isEmpty();
          Wire.lacks(
              () ->
                  wire.client(Ec2Client.class)
                      .createImage(
                          r ->
                              r.name("taken")
                                  .instanceId(params.path("instanceId").asText())
                                  .tagSpecifications(
                                      t ->
                                          t.resourceType(ResourceType.SNAPSHOT)
                                              .tags(tag -> tag.key("a").value("b")))));
        });
  }

  private static WireCase copied() {
    return WireCase.cutShort(
        new CopyImage(),
        "in its region",
        wire -> {
          image(wire, "original");
          return KindCase.json(
              "{\"imageName\": \"original\", \"destinationImageName\": \"copied\"}");
        },
        UNTAGGED,
        (wire, _, _) -> assertThat(named(wire, "copied")).hasSize(1));
  }

  private static WireCase deleted() {
    return new WireCase(
        new DeleteImage(),
        "with its snapshot",
        wire -> {
          image(wire, "doomed");
          return KindCase.json("{\"imageName\": \"doomed\", \"adopt\": true}");
        },
        Change.DELETE,
        (wire, _, outputs) -> {
          assertThat(named(wire, "doomed")).isEmpty();
          var id = outputs.get("imageId");
          assertThat(wire.client(Ec2Client.class).describeSnapshots().snapshots())
              .extracting(Snapshot::description)
              .isNotEmpty()
              .noneMatch(description -> description.endsWith(id));
        });
  }

  private static WireCase shared() {
    return new WireCase(
        new ShareImage(),
        "with nobody yet",
        wire -> {
          image(wire, "shared");
          return KindCase.json(
              "{\"imageName\": \"shared\", \"toAccounts\": [\"%s\"]}"
                  .formatted(Wire.OTHER_ACCOUNT));
        },
        Change.UPDATE,
        (wire, _, _) -> assertThat(launchers(wire, "shared")).containsExactly(Wire.OTHER_ACCOUNT));
  }

  /** The loan ends where the copy fails, too. */
  private static WireCase duplicated() {
    return WireCase.cutShort(
        new DuplicateImageToAccount(),
        "to another account",
        wire -> {
          image(wire, "lent");
          return KindCase.json(
              "{\"imageName\": \"lent\", \"destinationImageName\": \"theirs\","
                  + " \"toAccounts\": [\"%s\"]}".formatted(Wire.OTHER_ACCOUNT));
        },
        UNTAGGED,
        (wire, _, _) -> {
          assertThat(named(wire, "theirs")).hasSize(1);
          assertThat(launchers(wire, "lent")).isEmpty();
        });
  }

  /** An instance of an image of that name; its id. */
  static String instance(Wire wire, String image) {
    var id = image(wire, image);
    return wire.client(Ec2Client.class)
        .runInstances(
            r -> r.imageId(id).minCount(1).maxCount(1).instanceType(InstanceType.T3_MICRO))
        .instances()
        .getFirst()
        .instanceId();
  }

  private static String image(Wire wire, String name) {
    return wire.client(Ec2Client.class).registerImage(r -> r.name(name)).imageId();
  }

  private static List<Image> named(Wire wire, String name) {
    return wire.client(Ec2Client.class)
        .describeImages(r -> r.filters(f -> f.name("name").values(name)))
        .images();
  }

  private static List<String> launchers(Wire wire, String name) {
    var id = named(wire, name).getFirst().imageId();
    return wire
        .client(Ec2Client.class)
        .describeImageAttribute(r -> r.imageId(id).attribute(ImageAttributeName.LAUNCH_PERMISSION))
        .launchPermissions()
        .stream()
        .map(LaunchPermission::userId)
        .toList();
  }
}
