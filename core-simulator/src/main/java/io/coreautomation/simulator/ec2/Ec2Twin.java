package io.coreautomation.simulator.ec2;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CopyImageRequest;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.DeregisterImageRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ModifyImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySnapshotAttributeRequest;

/** The twin of EC2. */
public final class Ec2Twin {
  /** What whoever encrypts with a key, or reads what is encrypted with it, may do with it. */
  private static final Set<String> WITH_A_KEY =
      Set.of(
          "kms:CreateGrant",
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo");

  private final Operations operations;

  private Ec2Twin(TwinWorld world) {
    var records = new Documents<>(world, "ec2/image", ImageRecord.class);
    var images = new Images(world, records);
    var snapshots = new Snapshots(world, records);
    var making = new ImageMaking(world, records, images, snapshots);
    var interfaces = new Interfaces(world);
    this.operations =
        new Operations()
            .on(CreateImageRequest.class, making::create)
            .on(CopyImageRequest.class, making::copy)
            .on(DescribeImagesRequest.class, images::describe)
            .on(DeregisterImageRequest.class, images::deregister)
            .on(DescribeImageAttributeRequest.class, images::attribute)
            .on(ModifyImageAttributeRequest.class, images::modify)
            .on(DescribeSnapshotsRequest.class, snapshots::describe)
            .on(DeleteSnapshotRequest.class, snapshots::delete)
            .on(DescribeSnapshotAttributeRequest.class, snapshots::attribute)
            .on(ModifySnapshotAttributeRequest.class, snapshots::modify)
            .on(DescribeNetworkInterfacesRequest.class, interfaces::describe)
            .on(DetachNetworkInterfaceRequest.class, interfaces::detach)
            .on(DeleteNetworkInterfaceRequest.class, interfaces::delete);
  }

  public static ServiceTwin of(TwinWorld world) {
    return new ModelledService(
            Ec2Client.class,
            "ec2",
            "Ec2",
            Ec2Exception::builder,
            world.part(Ec2Twin.class, Ec2Twin::new).operations,
            Ec2Twin::permissions)
        .about(Ec2Twin::resource);
  }

  /** The key of a document about a thing in a place. */
  static String key(Place place, String id) {
    return place.accountId() + "/" + place.region() + "/" + id;
  }

  static <T> T alone(TwinWorld world, Caller caller, Supplier<T> work) {
    return world.alone(caller.accountId(), caller.region(), work);
  }

  /** Tags that are given with a call need a permission of their own, and so do keys. */
  private static Set<String> permissions(String operation, AwsRequest request) {
    var needed = new TreeSet<>(Set.of("ec2:" + operation));
    switch (request) {
      case CreateImageRequest create when create.hasTagSpecifications() ->
          needed.add("ec2:CreateTags");
      case CopyImageRequest copy -> {
        if (copy.hasTagSpecifications()) {
          needed.add("ec2:CreateTags");
        }
        if (Boolean.TRUE.equals(copy.encrypted())) {
          needed.addAll(WITH_A_KEY);
        }
      }
      default -> {
        // Its own is all that it needs.
      }
    }
    return needed;
  }

  /** Images and snapshots have ARNs without an account. */
  private static String resource(Caller caller, String action, AwsRequest request) {
    return switch (request) {
      case AwsRequest _ when action.equals("ec2:CreateTags") -> arn(caller, "", "image", "*");
      case CreateImageRequest create ->
          arn(caller, caller.accountId(), "instance", create.instanceId());
      case DeregisterImageRequest image -> arn(caller, "", "image", image.imageId());
      case DescribeImageAttributeRequest image -> arn(caller, "", "image", image.imageId());
      case ModifyImageAttributeRequest image -> arn(caller, "", "image", image.imageId());
      case DeleteSnapshotRequest snapshot -> arn(caller, "", "snapshot", snapshot.snapshotId());
      case ModifySnapshotAttributeRequest snapshot ->
          arn(caller, "", "snapshot", snapshot.snapshotId());
      case DescribeSnapshotAttributeRequest snapshot ->
          arn(caller, "", "snapshot", snapshot.snapshotId());
      case DeleteNetworkInterfaceRequest deletion ->
          arn(caller, caller.accountId(), "network-interface", deletion.networkInterfaceId());
      case DetachNetworkInterfaceRequest _ ->
          arn(caller, caller.accountId(), "network-interface", "*");
      default -> "*";
    };
  }

  private static String arn(Caller caller, String account, String type, @Nullable String id) {
    return new Place(account, caller.region()).arn("ec2", type + "/" + id);
  }
}
