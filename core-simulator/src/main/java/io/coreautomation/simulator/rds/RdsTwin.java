package io.coreautomation.simulator.rds;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.cloudformation.stack.DeletionGuards;
import io.coreautomation.simulator.cloudformation.stack.StackThings;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DeleteDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;
import software.amazon.awssdk.services.rds.model.RdsException;

/**
 * The twin of the Relational Database Service: changes and snapshots of instances that stacks have
 * made. One that is protected cannot be deleted with its stack.
 */
public final class RdsTwin {
  private static final String INSTANCE = "AWS::RDS::DBInstance";

  private static final Set<String> OF_SNAPSHOTS =
      Set.of("rds:AddTagsToResource", "rds:DeleteDBSnapshot", "rds:DescribeDBSnapshots");

  /** Until a template or a call says otherwise. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "AllocatedStorage", "20",
          "AutoMinorVersionUpgrade", "true",
          "BackupRetentionPeriod", "1",
          "CopyTagsToSnapshot", "false",
          "DBInstanceClass", "db.m5.large",
          "DeletionProtection", "false",
          "MultiAZ", "false",
          "PubliclyAccessible", "false",
          "StorageType", "gp2");

  private final TwinWorld world;
  private final StackThings things;
  private final Documents<Instance> instances;

  private RdsTwin(TwinWorld world) {
    this.world = world;
    this.things = new StackThings(world);
    this.instances = new Documents<>(world, "rds/instance", Instance.class);
    DeletionGuards.of(world).add(INSTANCE, this::objection);
  }

  public static ServiceTwin of(TwinWorld world) {
    var twin = world.part(RdsTwin.class, RdsTwin::new);
    var snapshots = world.part(Snapshots.class, w -> new Snapshots(w, twin));
    return new ModelledService(
            RdsClient.class,
            "rds",
            "Rds",
            RdsException::builder,
            new Operations()
                .on(DescribeDbInstancesRequest.class, twin::describe)
                .on(ModifyDbInstanceRequest.class, twin::modify)
                .on(CreateDbSnapshotRequest.class, snapshots::create)
                .on(DeleteDbSnapshotRequest.class, snapshots::delete)
                .on(DescribeDbSnapshotsRequest.class, snapshots::describe),
            (operation, request) ->
                request instanceof CreateDbSnapshotRequest creation && creation.hasTags()
                    ? Set.of("rds:CreateDBSnapshot", "rds:AddTagsToResource")
                    : Set.of("rds:" + operation))
        .about(RdsTwin::resource);
  }

  private static String resource(Caller caller, String action, AwsRequest request) {
    var isOfSnapshot = OF_SNAPSHOTS.contains(action);
    var field = isOfSnapshot ? "DBSnapshotIdentifier" : "DBInstanceIdentifier";
    return caller
        .place()
        .arn(
            "rds",
            (isOfSnapshot ? "snapshot:" : "db:")
                + request.getValueForField(field, String.class).orElse("*"));
  }

  /** Of this one, and of no other that comes to have its identifier. */
  private static String key(Place place, ResourceState made) {
    return place.accountId() + "/" + place.region() + "/" + made.physicalId() + "/" + made.seed();
  }

  private Instance changes(Place place, ResourceState made) {
    return instances.get(key(place, made)).orElse(Instance.UNCHANGED);
  }

  private ResourceState existing(Place place, String identifier) {
    return things
        .find(place, INSTANCE, identifier)
        .orElseThrow(
            () ->
                Refusal.of(
                    DbInstanceNotFoundException.builder(),
                    "Rds",
                    404,
                    "DBInstanceNotFound",
                    "DBInstance " + identifier + " not found."));
  }

  /** An instance that is there, and that nothing is done to. */
  DBInstance available(Caller caller, String identifier, String otherwise) {
    var instance = instance(caller.place(), existing(caller.place(), identifier));
    if (!instance.dbInstanceStatus().equals("available")) {
      throw Refusal.of(
          InvalidDbInstanceStateException.builder(),
          "Rds",
          400,
          "InvalidDBInstanceState",
          otherwise);
    }
    return instance;
  }

  private Map<String, String> values(Place place, ResourceState made) {
    var values = new TreeMap<>(DEFAULTS);
    values.putAll(Values.of(made.properties()));
    values.putAll(changes(place, made).valuesAt(world.now()));
    return values;
  }

  private DBInstance instance(Place place, ResourceState made) {
    var identifier = made.physicalId();
    var changes = changes(place, made);
    var pending = PendingModifiedValues.builder();
    Values.set(pending, changes.pendingAt(world.now()));
    var instance = DBInstance.builder();
    Values.set(instance, values(place, made));
    return instance
        .dbInstanceIdentifier(identifier)
        .dbInstanceArn(place.arn("rds", "db:" + identifier))
        .dbInstanceStatus(changes.isBusyAt(world.now()) ? "modifying" : "available")
        .pendingModifiedValues(pending.build())
        .build();
  }

  private DescribeDbInstancesResponse describe(Caller caller, DescribeDbInstancesRequest request) {
    var place = caller.place();
    var identifier = request.dbInstanceIdentifier();
    var found =
        identifier == null ? things.all(place, INSTANCE) : List.of(existing(place, identifier));
    return DescribeDbInstancesResponse.builder()
        .dbInstances(found.stream().map(made -> instance(place, made)).toList())
        .build();
  }

  private ModifyDbInstanceResponse modify(Caller caller, ModifyDbInstanceRequest request) {
    var place = caller.place();
    var identifier = request.dbInstanceIdentifier();
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var instance =
              available(
                  caller, identifier, "Database instance is not in available state: " + identifier);
          var asked = Values.of(request);
          asked.keySet().retainAll(Values.names(instance));
          asked.remove("DBInstanceIdentifier");
          var made = existing(place, identifier);
          var before = values(place, made);
          asked.entrySet().removeIf(value -> value.getValue().equals(before.get(value.getKey())));
          var later = new TreeMap<String, String>();
          if (!Boolean.TRUE.equals(request.applyImmediately())) {
            later.putAll(asked);
            later.keySet().retainAll(Values.names(PendingModifiedValues.builder()));
          }
          asked.keySet().removeAll(later.keySet());
          instances.put(key(place, made), changes(place, made).with(asked, later, world.now()));
          return ModifyDbInstanceResponse.builder().dbInstance(instance(place, made)).build();
        });
  }

  private Optional<DeletionGuards.Objection> objection(Place place, ResourceState instance) {
    return Boolean.parseBoolean(values(place, instance).get("DeletionProtection"))
        ? Optional.of(
            new DeletionGuards.Objection(
                "Rds",
                400,
                "Cannot delete protected DB Instance, please disable deletion protection and try"
                    + " again.",
                "InvalidRequest"))
        : Optional.empty();
  }
}
