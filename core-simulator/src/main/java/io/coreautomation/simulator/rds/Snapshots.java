package io.coreautomation.simulator.rds;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DbSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.DeleteDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsResponse;
import software.amazon.awssdk.services.rds.model.InvalidDbSnapshotStateException;
import software.amazon.awssdk.services.rds.model.Tag;

/** Snapshots of instances. One takes three minutes, and ten seconds to go. */
final class Snapshots {
  private static final Duration TAKES = Duration.ofMinutes(3);
  private static final Duration GOES = Duration.ofSeconds(10);

  private final TwinWorld world;
  private final RdsTwin instances;
  private final Documents<Snapshot> snapshots;

  /**
   * A snapshot.
   *
   * @param deletedAt when somebody has asked for its end; null if nobody has
   */
  record Snapshot(
      String id,
      String instance,
      Map<String, String> tags,
      Instant startedAt,
      @Nullable Instant deletedAt) {
    boolean isGoneAt(Instant now) {
      return deletedAt != null && !now.isBefore(deletedAt.plus(GOES));
    }

    String statusAt(Instant now) {
      if (deletedAt != null) {
        return "deleting";
      }
      return now.isBefore(startedAt.plus(TAKES)) ? "creating" : "available";
    }

    Snapshot asDeleted(Instant now) {
      return new Snapshot(id, instance, tags, startedAt, now);
    }

    DBSnapshot sdk(Place place, Instant now) {
      return DBSnapshot.builder()
          .dbSnapshotIdentifier(id)
          .dbInstanceIdentifier(instance)
          .dbSnapshotArn(place.arn("rds", "snapshot:" + id))
          .status(statusAt(now))
          .snapshotType("manual")
          .snapshotCreateTime(startedAt)
          .tagList(
              tags.entrySet().stream()
                  .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                  .toList())
          .build();
    }
  }

  Snapshots(TwinWorld world, RdsTwin instances) {
    this.world = world;
    this.instances = instances;
    this.snapshots = new Documents<>(world, "rds/snapshot", Snapshot.class);
  }

  private static String key(Caller caller, String id) {
    return caller.accountId() + "/" + caller.region() + "/" + id;
  }

  CreateDbSnapshotResponse create(Caller caller, CreateDbSnapshotRequest request) {
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var id = request.dbSnapshotIdentifier();
          if (find(caller, id).isPresent()) {
            throw Refusal.of(
                DbSnapshotAlreadyExistsException.builder(),
                "Rds",
                400,
                "DBSnapshotAlreadyExists",
                "Cannot create the snapshot because a snapshot with the identifier "
                    + id
                    + " already exists.");
          }
          var instance =
              instances.available(
                  caller,
                  request.dbInstanceIdentifier(),
                  "Cannot create a snapshot because the database instance "
                      + request.dbInstanceIdentifier()
                      + " is not currently in the available state.");
          var tags = new TreeMap<String, String>();
          request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
          var snapshot = new Snapshot(id, instance.dbInstanceIdentifier(), tags, world.now(), null);
          snapshots.put(key(caller, id), snapshot, snapshot.startedAt().plus(TAKES));
          return CreateDbSnapshotResponse.builder()
              .dbSnapshot(snapshot.sdk(caller.place(), world.now()))
              .build();
        });
  }

  private Optional<Snapshot> find(Caller caller, String id) {
    return snapshots.get(key(caller, id)).filter(snapshot -> !snapshot.isGoneAt(world.now()));
  }

  private Snapshot existing(Caller caller, String id) {
    return find(caller, id)
        .orElseThrow(
            () ->
                Refusal.of(
                    DbSnapshotNotFoundException.builder(),
                    "Rds",
                    404,
                    "DBSnapshotNotFound",
                    "DBSnapshot " + id + " not found."));
  }

  DescribeDbSnapshotsResponse describe(Caller caller, DescribeDbSnapshotsRequest request) {
    var id = request.dbSnapshotIdentifier();
    var found =
        id != null
            ? Stream.of(existing(caller, id))
            : snapshots.under(key(caller, "")).stream()
                .filter(snapshot -> !snapshot.isGoneAt(world.now()));
    return DescribeDbSnapshotsResponse.builder()
        .dbSnapshots(found.map(s -> s.sdk(caller.place(), world.now())).toList())
        .build();
  }

  DeleteDbSnapshotResponse delete(Caller caller, DeleteDbSnapshotRequest request) {
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var snapshot = existing(caller, request.dbSnapshotIdentifier());
          if (!snapshot.statusAt(world.now()).equals("available")) {
            throw Refusal.of(
                InvalidDbSnapshotStateException.builder(),
                "Rds",
                400,
                "InvalidDBSnapshotState",
                "Cannot delete the snapshot because it is not currently in the available or"
                    + " failed state.");
          }
          var deleted = snapshot.asDeleted(world.now());
          snapshots.put(key(caller, snapshot.id()), deleted, world.now().plus(GOES));
          return DeleteDbSnapshotResponse.builder()
              .dbSnapshot(deleted.sdk(caller.place(), world.now()))
              .build();
        });
  }
}
