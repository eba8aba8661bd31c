package io.coreautomation.simulator.ec2;

import io.coreautomation.simulator.cloudformation.resource.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * An image, as it will stand once it is made.
 *
 * @param source the instance or image that it is made of
 * @param sourceRegion where that image is; null for an instance
 * @param token of the call that made it; empty if it had none
 * @param failure why it will fail; null if it will not
 * @param sharedWith accounts that may launch it
 */
record ImageRecord(
    String id,
    Place place,
    String name,
    String source,
    @Nullable String sourceRegion,
    List<Device> devices,
    Map<String, String> tags,
    String token,
    Instant startedAt,
    Instant settledAt,
    @Nullable String failure,
    List<String> sharedWith) {

  /** EC2 is eventually consistent: what was made a moment ago may not be seen yet. */
  private static final Duration UNSEEN = Duration.ofSeconds(3);

  /** A volume of the image. */
  record Device(String name, String snapshotId, int gibibytes, boolean encrypted) {}

  ImageRecord sharedWith(List<String> accounts) {
    return new ImageRecord(
        id,
        place,
        name,
        source,
        sourceRegion,
        devices,
        tags,
        token,
        startedAt,
        settledAt,
        failure,
        accounts);
  }

  boolean isSeenBy(String account, Instant now) {
    return !now.isBefore(startedAt.plus(UNSEEN))
        && (place.accountId().equals(account) || sharedWith.contains(account));
  }

  boolean uses(String snapshotId) {
    return devices.stream().anyMatch(device -> device.snapshotId().equals(snapshotId));
  }

  ImageState stateAt(Instant now) {
    if (now.isBefore(settledAt)) {
      return ImageState.PENDING;
    }
    return failure == null ? ImageState.AVAILABLE : ImageState.FAILED;
  }

  Image sdk(Instant now) {
    var state = stateAt(now);
    return Image.builder()
        .imageId(id)
        .ownerId(place.accountId())
        .name(name)
        .state(state)
        .stateReason(
            state == ImageState.FAILED ? StateReason.builder().message(failure).build() : null)
        .sourceInstanceId(sourceRegion == null ? source : null)
        .sourceImageId(sourceRegion == null ? null : source)
        .sourceImageRegion(sourceRegion)
        .architecture("x86_64")
        .rootDeviceName(devices.getFirst().name())
        .creationDate(startedAt.toString())
        .blockDeviceMappings(
            devices.stream()
                .map(
                    device ->
                        BlockDeviceMapping.builder()
                            .deviceName(device.name())
                            .ebs(
                                ebs ->
                                    ebs.snapshotId(device.snapshotId())
                                        .volumeSize(device.gibibytes())
                                        .encrypted(device.encrypted()))
                            .build())
                .toList())
        .tags(sdkTags(tags))
        .build();
  }

  static List<Tag> sdkTags(Map<String, String> tags) {
    return new TreeMap<>(tags)
        .entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
  }

  /** The tags that a request gives to what it makes of a type. */
  static Map<String, String> tags(List<TagSpecification> specifications, ResourceType type) {
    return specifications.stream()
        .filter(specification -> specification.resourceType() == type)
        .flatMap(specification -> specification.tags().stream())
        .collect(Collectors.toMap(Tag::key, Tag::value));
  }
}
