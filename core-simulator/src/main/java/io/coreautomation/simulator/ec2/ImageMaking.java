package io.coreautomation.simulator.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.stack.StackThings;
import io.coreautomation.simulator.ec2.ImageRecord.Device;
import io.coreautomation.simulator.fault.Faults.ResourceFault;
import io.coreautomation.simulator.fault.ResourceMatch;
import io.coreautomation.simulator.fault.ResourceStep;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CopyImageRequest;
import software.amazon.awssdk.services.ec2.model.CopyImageResponse;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.CreateImageResponse;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Makes images of instances and of other images. It takes a minute. One fails where a fault hits
 * the type {@code AWS::EC2::Image} under its name, and a copy whose key is not there.
 */
final class ImageMaking {
  static final String TYPE = "AWS::EC2::Image";
  private static final String INSTANCE = "AWS::EC2::Instance";
  private static final Duration TAKES = Duration.ofMinutes(1);
  private static final int USUAL_SIZE = 8;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9 ()\\[\\]./'@_-]{3,128}");

  private final TwinWorld world;
  private final Documents<ImageRecord> records;
  private final Images images;
  private final Snapshots snapshots;
  private final StackThings things;
  private final Keys keys;
  private final Ids ids;

  ImageMaking(TwinWorld world, Documents<ImageRecord> records, Images images, Snapshots snapshots) {
    this.world = world;
    this.records = records;
    this.images = images;
    this.snapshots = snapshots;
    this.things = new StackThings(world);
    this.keys = new Keys(world, things);
    this.ids = new Ids(world);
  }

  /** A volume that a snapshot is made of. */
  private record Volume(String device, int gibibytes, @Nullable String kmsKeyArn) {}

  /** What is to become an image. */
  private record Draft(
      String name,
      String source,
      @Nullable String sourceRegion,
      List<Volume> volumes,
      List<TagSpecification> tags,
      String token,
      @Nullable String failure) {}

  CreateImageResponse create(Caller caller, CreateImageRequest request) {
    var place = caller.place();
    var instance =
        things
            .find(place, INSTANCE, request.instanceId())
            .orElseThrow(
                () ->
                    Refused.of(
                        "InvalidInstanceID.NotFound",
                        "The instance ID '" + request.instanceId() + "' does not exist"));
    var draft =
        new Draft(
            request.name(),
            request.instanceId(),
            null,
            volumes(place, instance.properties()),
            request.tagSpecifications(),
            "",
            null);
    return Ec2Twin.alone(
        world, caller, () -> CreateImageResponse.builder().imageId(made(place, draft)).build());
  }

  private List<Volume> volumes(Place place, JsonNode instance) {
    var volumes = new ArrayList<Volume>();
    for (var mapping : instance.path("BlockDeviceMappings")) {
      var ebs = mapping.path("Ebs");
      var key = ebs.path("KmsKeyId");
      volumes.add(
          new Volume(
              mapping.path("DeviceName").asText(),
              ebs.path("VolumeSize").asInt(USUAL_SIZE),
              ebs.path("Encrypted").asBoolean()
                  ? keys.arn(place, key.isTextual() ? key.textValue() : null).orElse(null)
                  : null));
    }
    return volumes.isEmpty() ? List.of(new Volume("/dev/xvda", USUAL_SIZE, null)) : volumes;
  }

  CopyImageResponse copy(Caller caller, CopyImageRequest request) {
    var place = caller.place();
    return Ec2Twin.alone(
        world,
        caller,
        () -> {
          var id = repeated(place, request).orElseGet(() -> made(place, drafted(caller, request)));
          return CopyImageResponse.builder().imageId(id).build();
        });
  }

  private Optional<String> repeated(Place place, CopyImageRequest request) {
    var known =
        records.under(Ec2Twin.key(place, "")).stream()
            .filter(image -> !image.token().isEmpty())
            .filter(image -> image.token().equals(request.clientToken()))
            .findFirst();
    known
        .filter(
            image ->
                !image.name().equals(request.name())
                    || !image.source().equals(request.sourceImageId()))
        .ifPresent(
            image -> {
              throw Refused.of(
                  "IdempotentParameterMismatch",
                  "The client token was used with other parameters.");
            });
    return known.map(ImageRecord::id);
  }

  private Draft drafted(Caller caller, CopyImageRequest request) {
    var id = request.sourceImageId();
    var source =
        images
            .seen(caller.accountId(), request.sourceRegion(), id)
            .orElseThrow(() -> Refused.noImage(id));
    if (source.stateAt(world.now()) != ImageState.AVAILABLE) {
      throw Refused.of("InvalidRequest", "The image '" + id + "' is not available");
    }
    var key =
        Boolean.TRUE.equals(request.encrypted())
            ? keys.arn(caller.place(), request.kmsKeyId())
            : Optional.<String>empty();
    var volumes =
        source.devices().stream()
            .map(
                device -> {
                  var snapshot =
                      snapshots
                          .find(source.place(), device.snapshotId())
                          .filter(s -> s.isOpenTo(caller.accountId()))
                          .orElseThrow(
                              () ->
                                  Refused.of(
                                      "InvalidRequest",
                                      "You do not have permission to access the storage of this"
                                          + " ami"));
                  return new Volume(
                      device.name(), device.gibibytes(), key.orElse(snapshot.kmsKeyArn()));
                })
            .toList();
    return new Draft(
        request.name(),
        id,
        request.sourceRegion(),
        volumes,
        request.tagSpecifications(),
        request.clientToken() == null ? "" : request.clientToken(),
        Boolean.TRUE.equals(request.encrypted()) && key.isEmpty()
                || !canRead(caller.place(), source)
            ? "Given key ID is not accessible"
            : null);
  }

  /** Whether an account may use all keys that an image is encrypted with. */
  private boolean canRead(Place place, ImageRecord source) {
    return source.devices().stream()
        .flatMap(device -> snapshots.find(source.place(), device.snapshotId()).stream())
        .map(SnapshotRecord::kmsKeyArn)
        .filter(Objects::nonNull)
        .allMatch(arn -> keys.isOpenTo(place, arn));
  }

  private String made(Place place, Draft draft) {
    if (draft.name() == null || !NAME.matcher(draft.name()).matches()) {
      throw Refused.of(
          "InvalidAMIName.Malformed",
          "AMI names must be between 3 and 128 characters long, and may contain letters, numbers,"
              + " '(', ')', '.', '-', '/' and '_'");
    }
    records.under(Ec2Twin.key(place, "")).stream()
        .filter(image -> image.name().equals(draft.name()))
        .findFirst()
        .ifPresent(
            image -> {
              throw Refused.of(
                  "InvalidAMIName.Duplicate",
                  "AMI name " + draft.name() + " is already in use by AMI " + image.id());
            });
    var fault = fault(place, draft.name());
    var settled =
        switch (fault) {
          case ResourceFault.Slow(var extra) -> TAKES.plus(extra);
          case ResourceFault.Stuck(var until) -> until;
          case ResourceFault.Fail _ -> TAKES;
          case null -> TAKES;
        };
    var failure =
        switch (fault) {
          case ResourceFault.Fail(var reason) -> reason;
          case ResourceFault.Stuck _ -> "Server.InternalError: Internal error";
          case ResourceFault.Slow _ -> draft.failure();
          case null -> draft.failure();
        };
    var now = world.now();
    var id = ids.next(place, "ami");
    var devices =
        draft.volumes().stream()
            .map(volume -> snapshot(place, id, draft, volume, settled))
            .toList();
    records.put(
        Ec2Twin.key(place, id),
        new ImageRecord(
            id,
            place,
            draft.name(),
            draft.source(),
            draft.sourceRegion(),
            devices,
            ImageRecord.tags(draft.tags(), ResourceType.IMAGE),
            draft.token(),
            now,
            now.plus(settled),
            failure,
            List.of()),
        now.plus(settled));
    return id;
  }

  private @Nullable ResourceFault fault(Place place, String name) {
    return world
        .faults()
        .onResource(
            new ResourceMatch(TYPE, name, null, place.accountId(), place.region()),
            ResourceStep.CREATE)
        .orElse(null);
  }

  private Device snapshot(Place place, String image, Draft draft, Volume volume, Duration settled) {
    var now = world.now();
    var snapshot =
        new SnapshotRecord(
            ids.next(place, "snap"),
            place,
            draft.sourceRegion() == null
                ? "Created by CreateImage(" + draft.source() + ") for " + image
                : "Copied for DestinationAmi " + image + " from SourceAmi " + draft.source(),
            volume.gibibytes(),
            volume.kmsKeyArn(),
            ImageRecord.tags(draft.tags(), ResourceType.SNAPSHOT),
            now,
            now.plus(settled),
            List.of());
    snapshots.put(snapshot);
    return new Device(
        volume.device(), snapshot.id(), snapshot.gibibytes(), snapshot.kmsKeyArn() != null);
  }
}
