package io.coreautomation.execute.kind.ec2;

import io.coreautomation.aws.access.AwsProblems;
import io.coreautomation.execute.kind.OwnerTag;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Tag;

/** An account's own images in a region: nobody else's is ever taken for one of the same name. */
record Images(Ec2Client ec2) {

  /** What EC2 says of an image that is not there (any more). */
  private static final Set<String> GONE =
      Set.of("InvalidAMIID.NotFound", "InvalidAMIID.Unavailable");

  /** What it says of a snapshot that is not there. */
  private static final Set<String> NO_SNAPSHOT = Set.of("InvalidSnapshot.NotFound");

  /** What it says of a snapshot that another image needs. */
  private static final Set<String> IN_USE = Set.of("InvalidSnapshot.InUse");

  /** The image of a name, disabled or not. */
  Optional<Image> named(String name) {
    return ec2
        .describeImages(
            r ->
                r.owners("self")
                    .includeDisabled(true)
                    .includeDeprecated(true)
                    .filters(f -> f.name("name").values(name)))
        .images()
        .stream()
        .findFirst();
  }

  /** An image by its id; empty if it is gone, or so new that EC2 does not see it yet. */
  Optional<Image> byId(String id) {
    return unless(
            GONE,
            () ->
                ec2.describeImages(
                        r -> r.imageIds(id).includeDisabled(true).includeDeprecated(true))
                    .images())
        .flatMap(images -> images.stream().findFirst());
  }

  /** The keys that an image's snapshots are encrypted with. */
  List<String> keys(Image image) {
    var snapshots = snapshots(image);
    if (snapshots.isEmpty()) {
      return List.of(); // asked about none, EC2 tells about all that there are
    }
    return ec2.describeSnapshots(r -> r.snapshotIds(snapshots)).snapshots().stream()
        .map(Snapshot::kmsKeyId)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  /** Takes an image out of the account; one that is gone is fine. */
  void deregister(String id) {
    unless(GONE, () -> ec2.deregisterImage(r -> r.imageId(id)));
  }

  /** Deletes a snapshot of an image; false if another image is made of it, and it stays. */
  boolean deleteSnapshot(String id) {
    return unless(
            IN_USE, () -> unless(NO_SNAPSHOT, () -> ec2.deleteSnapshot(r -> r.snapshotId(id))))
        .isPresent();
  }

  /** What a call answers; empty if EC2 refuses it for one of these reasons. */
  static <T> Optional<T> unless(Set<String> codes, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (Ec2Exception e) {
      if (codes.contains(AwsProblems.code(e))) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static List<String> snapshots(Image image) {
    return image.blockDeviceMappings().stream()
        .map(BlockDeviceMapping::ebs)
        .filter(Objects::nonNull)
        .map(EbsBlockDevice::snapshotId)
        .filter(Objects::nonNull)
        .toList();
  }

  static Map<String, String> outputs(Image image) {
    return Map.of(
        "imageId", image.imageId(),
        "imageName", image.name(),
        "snapshotIds", snapshots(image).stream().collect(Collectors.joining(",")));
  }

  static Optional<String> tag(Image image, String key) {
    return image.tags().stream().filter(t -> t.key().equals(key)).map(Tag::value).findFirst();
  }

  /** What a plan says of an image that another action may make first. */
  static Progress notYet(String name, Object place) {
    return Progress.previewed(
        new Preview(
            Change.UNKNOWN,
            List.of(),
            List.of(),
            Map.of(),
            0,
            List.of(),
            List.of("there is no image '" + name + "' in " + place + " yet")));
  }

  /** Whose it is, if a deployment of this platform has made it. */
  static Optional<String> owner(Image image) {
    return tag(image, OwnerTag.KEY);
  }

  /** What is missing where an image was to be found. */
  static Problem missing(String name, Object place) {
    return Problem.of(
        ProblemCode.NOT_FOUND,
        "there is no image '" + name + "' in " + place,
        "Make it first, or correct the name.");
  }
}
