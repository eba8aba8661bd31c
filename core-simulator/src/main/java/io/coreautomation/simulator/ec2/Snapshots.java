package io.coreautomation.simulator.ec2;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.ModifySnapshotAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySnapshotAttributeResponse;

/** Snapshots of images, and who may make volumes of them. */
final class Snapshots {
  private final TwinWorld world;
  private final Documents<SnapshotRecord> snapshots;
  private final Documents<ImageRecord> images;

  Snapshots(TwinWorld world, Documents<ImageRecord> images) {
    this.world = world;
    this.snapshots = new Documents<>(world, "ec2/snapshot", SnapshotRecord.class);
    this.images = images;
  }

  /** Adds one; for who holds the place alone. */
  void put(SnapshotRecord snapshot) {
    snapshots.put(Ec2Twin.key(snapshot.place(), snapshot.id()), snapshot);
  }

  Optional<SnapshotRecord> find(Place place, String id) {
    return snapshots.get(Ec2Twin.key(place, id));
  }

  private SnapshotRecord own(Caller caller, String id) {
    return find(caller.place(), id).orElseThrow(() -> Refused.noSnapshot(id));
  }

  DescribeSnapshotsResponse describe(Caller caller, DescribeSnapshotsRequest request) {
    var found =
        request.snapshotIds().isEmpty()
            ? snapshots.under(Ec2Twin.key(caller.place(), "")).stream()
            : request.snapshotIds().stream().map(id -> own(caller, id));
    return DescribeSnapshotsResponse.builder()
        .snapshots(found.map(snapshot -> snapshot.sdk(world.now())).toList())
        .build();
  }

  DeleteSnapshotResponse delete(Caller caller, DeleteSnapshotRequest request) {
    return Ec2Twin.alone(
        world,
        caller,
        () -> {
          var snapshot = own(caller, request.snapshotId());
          images.under(Ec2Twin.key(snapshot.place(), "")).stream()
              .filter(image -> image.uses(snapshot.id()))
              .findFirst()
              .ifPresent(
                  image -> {
                    throw Refused.of(
                        "InvalidSnapshot.InUse",
                        "The snapshot " + snapshot.id() + " is currently in use by " + image.id());
                  });
          snapshots.delete(Ec2Twin.key(snapshot.place(), snapshot.id()));
          return DeleteSnapshotResponse.builder().build();
        });
  }

  DescribeSnapshotAttributeResponse attribute(
      Caller caller, DescribeSnapshotAttributeRequest request) {
    var snapshot = own(caller, request.snapshotId());
    return DescribeSnapshotAttributeResponse.builder()
        .snapshotId(snapshot.id())
        .createVolumePermissions(
            snapshot.sharedWith().stream()
                .map(account -> CreateVolumePermission.builder().userId(account).build())
                .toList())
        .build();
  }

  ModifySnapshotAttributeResponse modify(Caller caller, ModifySnapshotAttributeRequest request) {
    return Ec2Twin.alone(
        world,
        caller,
        () -> {
          var snapshot = own(caller, request.snapshotId());
          var change = request.createVolumePermission();
          if (!change.add().isEmpty() && Keys.isDefault(snapshot.place(), snapshot.kmsKeyArn())) {
            throw Refused.of(
                "OperationNotPermitted",
                "Encrypted snapshots with EBS default key cannot be shared");
          }
          put(
              snapshot.sharedWith(
                  shared(
                      snapshot.sharedWith(),
                      change.add().stream().map(CreateVolumePermission::userId),
                      change.remove().stream().map(CreateVolumePermission::userId))));
          return ModifySnapshotAttributeResponse.builder().build();
        });
  }

  /** Who has it after a change, in one order. */
  static List<String> shared(List<String> before, Stream<String> added, Stream<String> removed) {
    var gone = removed.toList();
    return Stream.concat(before.stream(), added)
        .filter(account -> !gone.contains(account))
        .distinct()
        .sorted()
        .toList();
  }
}
