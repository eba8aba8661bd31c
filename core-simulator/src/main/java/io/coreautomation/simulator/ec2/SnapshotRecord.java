package io.coreautomation.simulator.ec2;

import io.coreautomation.simulator.cloudformation.resource.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotState;

/**
 * A snapshot.
 *
 * @param kmsKeyArn with which it is encrypted; null if it is not
 * @param sharedWith accounts that may make volumes of it
 */
record SnapshotRecord(
    String id,
    Place place,
    String description,
    int gibibytes,
    @Nullable String kmsKeyArn,
    Map<String, String> tags,
    Instant startedAt,
    Instant completedAt,
    List<String> sharedWith) {

  SnapshotRecord sharedWith(List<String> accounts) {
    return new SnapshotRecord(
        id, place, description, gibibytes, kmsKeyArn, tags, startedAt, completedAt, accounts);
  }

  boolean isOpenTo(String account) {
    return account.equals(place.accountId()) || sharedWith.contains(account);
  }

  Snapshot sdk(Instant now) {
    var completed = !now.isBefore(completedAt);
    return Snapshot.builder()
        .snapshotId(id)
        .ownerId(place.accountId())
        .description(description)
        .volumeSize(gibibytes)
        .encrypted(kmsKeyArn != null)
        .kmsKeyId(kmsKeyArn)
        .startTime(startedAt)
        .state(completed ? SnapshotState.COMPLETED : SnapshotState.PENDING)
        .progress(completed ? "100%" : "0%")
        .tags(ImageRecord.sdkTags(tags))
        .build();
  }
}
