package io.coreautomation.execute.kind.ec2;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermissionModifications;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageAttributeName;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.LaunchPermissionModifications;
import software.amazon.awssdk.services.ec2.model.SnapshotAttributeName;

/**
 * What accounts lack to use an image. An image without its snapshots is of no use to them, nor is
 * one whose snapshots are encrypted with a key that they may not use.
 *
 * @param launchers accounts that may not launch the image yet
 * @param volumeMakers accounts that may not make volumes yet, by snapshot
 */
record Sharing(String imageId, List<String> launchers, Map<String, List<String>> volumeMakers) {
  /** What some accounts lack. */
  static Sharing lacking(Ec2Client ec2, Image image, List<String> accounts) {
    var launchers =
        ec2
            .describeImageAttribute(
                r -> r.imageId(image.imageId()).attribute(ImageAttributeName.LAUNCH_PERMISSION))
            .launchPermissions()
            .stream()
            .map(LaunchPermission::userId)
            .toList();
    var volumeMakers = new TreeMap<String, List<String>>();
    for (var snapshot : Images.snapshots(image)) {
      var makers =
          ec2
              .describeSnapshotAttribute(
                  r ->
                      r.snapshotId(snapshot)
                          .attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION))
              .createVolumePermissions()
              .stream()
              .map(CreateVolumePermission::userId)
              .toList();
      volumeMakers.put(snapshot, without(accounts, makers));
    }
    return new Sharing(image.imageId(), without(accounts, launchers), volumeMakers);
  }

  private static List<String> without(List<String> accounts, List<String> served) {
    return accounts.stream().filter(account -> !served.contains(account)).distinct().toList();
  }

  /** What one of them lacks. */
  Sharing of(String account) {
    var volumes = new TreeMap<>(volumeMakers);
    volumes.replaceAll((snapshot, accounts) -> only(account, accounts));
    return new Sharing(imageId, only(account, launchers), volumes);
  }

  private static List<String> only(String account, List<String> accounts) {
    return accounts.contains(account) ? List.of(account) : List.of();
  }

  boolean isNothing() {
    return launchers.isEmpty() && volumeMakers.values().stream().allMatch(List::isEmpty);
  }

  /** How many calls it takes to give it. */
  int calls() {
    return (int) volumeMakers.values().stream().filter(accounts -> !accounts.isEmpty()).count() + 1;
  }

  /** Gives it. */
  void open(Ec2Client ec2) {
    changeVolumes(ec2, (permission, makers) -> permission.add(makers));
    changeLaunches(ec2, (permission, users) -> permission.add(users));
  }

  /** Takes it away again; whoever does not have it keeps nothing. */
  void close(Ec2Client ec2) {
    changeLaunches(ec2, (permission, users) -> permission.remove(users));
    changeVolumes(ec2, (permission, makers) -> permission.remove(makers));
  }

  private void changeVolumes(
      Ec2Client ec2,
      BiConsumer<CreateVolumePermissionModifications.Builder, List<CreateVolumePermission>>
          change) {
    volumeMakers.forEach(
        (snapshot, accounts) -> {
          if (!accounts.isEmpty()) {
            ec2.modifySnapshotAttribute(
                r ->
                    r.snapshotId(snapshot)
                        .attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION)
                        .createVolumePermission(p -> change.accept(p, makers(accounts))));
          }
        });
  }

  private void changeLaunches(
      Ec2Client ec2,
      BiConsumer<LaunchPermissionModifications.Builder, List<LaunchPermission>> change) {
    if (!launchers.isEmpty()) {
      ec2.modifyImageAttribute(
          r ->
              r.imageId(imageId)
                  .attribute(ImageAttributeName.LAUNCH_PERMISSION.toString())
                  .launchPermission(p -> change.accept(p, launchers(launchers))));
    }
  }

  private static List<CreateVolumePermission> makers(List<String> accounts) {
    return accounts.stream().map(a -> CreateVolumePermission.builder().userId(a).build()).toList();
  }

  private static List<LaunchPermission> launchers(List<String> accounts) {
    return accounts.stream().map(a -> LaunchPermission.builder().userId(a).build()).toList();
  }
}
