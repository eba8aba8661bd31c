package io.coreautomation.simulator.ec2;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DeregisterImageRequest;
import software.amazon.awssdk.services.ec2.model.DeregisterImageResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.ModifyImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyImageAttributeResponse;

/** Images that are there, and who may launch them. */
final class Images {
  private final TwinWorld world;
  private final Documents<ImageRecord> images;

  Images(TwinWorld world, Documents<ImageRecord> images) {
    this.world = world;
    this.images = images;
  }

  /** An image that a caller sees in a region: its own, or one that was shared with it. */
  Optional<ImageRecord> seen(String account, String region, String id) {
    return images.under("").stream()
        .filter(image -> image.id().equals(id) && image.place().region().equals(region))
        .filter(image -> image.isSeenBy(account, world.now()))
        .findFirst();
  }

  private ImageRecord own(Caller caller, String id) {
    return images.get(Ec2Twin.key(caller.place(), id)).orElseThrow(() -> Refused.noImage(id));
  }

  DescribeImagesResponse describe(Caller caller, DescribeImagesRequest request) {
    var account = caller.accountId();
    var asked =
        request.imageIds().isEmpty()
            ? images.under("").stream()
                .filter(image -> image.place().region().equals(caller.region()))
                .filter(image -> image.isSeenBy(account, world.now()))
            : request.imageIds().stream()
                .map(
                    id ->
                        seen(account, caller.region(), id).orElseThrow(() -> Refused.noImage(id)));
    return DescribeImagesResponse.builder()
        .images(
            asked
                .filter(owned(account, request.owners()))
                .filter(fits(request.filters()))
                .map(image -> image.sdk(world.now()))
                .toList())
        .build();
  }

  private static Predicate<ImageRecord> owned(String caller, List<String> owners) {
    return image ->
        owners.isEmpty()
            || owners.contains(image.place().accountId())
            || owners.contains("self") && image.place().accountId().equals(caller);
  }

  private static Predicate<ImageRecord> fits(List<Filter> filters) {
    return image ->
        filters.stream()
            .allMatch(filter -> values(image, filter.name()).anyMatch(filter.values()::contains));
  }

  private static Stream<String> values(ImageRecord image, String filter) {
    return switch (filter) {
      case "name" -> Stream.of(image.name());
      case "block-device-mapping.snapshot-id" ->
          image.devices().stream().map(ImageRecord.Device::snapshotId);
      default ->
          throw Refused.of("InvalidParameterValue", "The filter '" + filter + "' is invalid");
    };
  }

  DeregisterImageResponse deregister(Caller caller, DeregisterImageRequest request) {
    return Ec2Twin.alone(
        world,
        caller,
        () -> {
          var image = own(caller, request.imageId());
          images.delete(Ec2Twin.key(image.place(), image.id()));
          return DeregisterImageResponse.builder().build();
        });
  }

  DescribeImageAttributeResponse attribute(Caller caller, DescribeImageAttributeRequest request) {
    var image = own(caller, request.imageId());
    return DescribeImageAttributeResponse.builder()
        .imageId(image.id())
        .launchPermissions(
            image.sharedWith().stream()
                .map(account -> LaunchPermission.builder().userId(account).build())
                .toList())
        .build();
  }

  ModifyImageAttributeResponse modify(Caller caller, ModifyImageAttributeRequest request) {
    return Ec2Twin.alone(
        world,
        caller,
        () -> {
          var image = own(caller, request.imageId());
          var change = request.launchPermission();
          var shared =
              Snapshots.shared(
                  image.sharedWith(),
                  change.add().stream().map(LaunchPermission::userId),
                  change.remove().stream().map(LaunchPermission::userId));
          images.put(Ec2Twin.key(image.place(), image.id()), image.sharedWith(shared));
          return ModifyImageAttributeResponse.builder().build();
        });
  }
}
