package io.coreautomation.simulator.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.cloudformation.stack.DeletionGuards;
import io.coreautomation.simulator.cloudformation.stack.StackThings;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;

/**
 * Network interfaces: those of stacks, the first one of each instance, and those that Lambda makes
 * for functions in a VPC. Lambda holds on to one for twenty minutes after its function is gone, and
 * then leaves it behind; until somebody deletes it, its security groups cannot be.
 */
final class Interfaces {
  private static final String INTERFACE = "AWS::EC2::NetworkInterface";
  private static final String ATTACHMENT = "AWS::EC2::NetworkInterfaceAttachment";
  private static final String INSTANCE = "AWS::EC2::Instance";
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String GROUP = "AWS::EC2::SecurityGroup";
  private static final Duration LAMBDA_HOLDS = Duration.ofMinutes(20);
  private static final Duration DETACHING = Duration.ofSeconds(10);
  private static final int PAGE = 1_000;

  private final TwinWorld world;
  private final StackThings things;
  private final Documents<Fate> fates;

  /** What somebody has done to an interface: it is being detached, was detached, or is gone. */
  record Fate(@Nullable Instant freeAt, boolean isDeleted) {}

  Interfaces(TwinWorld world) {
    this.world = world;
    this.things = new StackThings(world);
    this.fates = new Documents<>(world, "ec2/interface", Fate.class);
    DeletionGuards.of(world).add(GROUP, this::objection);
  }

  /** Only what is left behind: a stack deletes its own interfaces before their groups. */
  private Optional<DeletionGuards.Objection> objection(Place place, ResourceState group) {
    return leftBehind(place)
        .filter(left -> left.isIn(group.physicalId()))
        .filter(left -> fate(place, left.id()).filter(Fate::isDeleted).isEmpty())
        .findFirst()
        .map(
            _ ->
                new DeletionGuards.Objection(
                    "Ec2",
                    400,
                    "resource " + group.physicalId() + " has a dependent object",
                    "InvalidRequest"));
  }

  /** Those that are there. */
  private Stream<InterfaceView> in(Place place) {
    var ofStacks =
        things.all(place, INTERFACE).stream()
            .map(
                thing ->
                    InterfaceView.free(
                            thing.physicalId(), texts(thing.properties().path("GroupSet")))
                        .attached(attachment(place, thing.physicalId())));
    var ofInstances =
        things.all(place, INSTANCE).stream()
            .map(
                instance ->
                    InterfaceView.free(
                            id(instance.physicalId(), instance.properties()),
                            texts(instance.properties().path("SecurityGroupIds")))
                        .attached(
                            new InterfaceView.Attachment(
                                "eni-attach-" + hash(instance.physicalId()),
                                instance.physicalId(),
                                place.accountId(),
                                0)));
    var ofFunctions =
        things.all(place, FUNCTION).stream()
            .filter(function -> !groups(function.properties()).isEmpty())
            .map(function -> ofFunction(function.physicalId(), function.properties(), true));
    return Stream.of(ofStacks, ofInstances, ofFunctions, leftBehind(place))
        .flatMap(found -> found)
        .flatMap(view -> fated(place, view).stream());
  }

  private Stream<InterfaceView> leftBehind(Place place) {
    return things.deleted(place, FUNCTION).stream()
        .filter(function -> !groups(function.properties()).isEmpty())
        .map(
            function ->
                ofFunction(
                    function.physicalId(),
                    function.properties(),
                    world.now().isBefore(function.at().plus(LAMBDA_HOLDS))));
  }

  private static InterfaceView ofFunction(String name, JsonNode properties, boolean isHeld) {
    var view =
        InterfaceView.free(id(name, properties), groups(properties))
            .described("AWS Lambda VPC ENI-" + name);
    return isHeld
        ? view.attached(
            new InterfaceView.Attachment("ela-attach-" + hash(name), null, "amazon-aws", 1))
        : view;
  }

  private static List<String> groups(JsonNode function) {
    return texts(function.path("VpcConfig").path("SecurityGroupIds"));
  }

  private InterfaceView.@Nullable Attachment attachment(Place place, String id) {
    return things.all(place, ATTACHMENT).stream()
        .filter(thing -> thing.properties().path("NetworkInterfaceId").asText().equals(id))
        .findFirst()
        .map(
            thing ->
                new InterfaceView.Attachment(
                    "eni-attach-" + hash(id),
                    thing.properties().path("InstanceId").asText(),
                    place.accountId(),
                    thing.properties().path("DeviceIndex").asInt(1)))
        .orElse(null);
  }

  private Optional<InterfaceView> fated(Place place, InterfaceView view) {
    var fate = fate(place, view.id());
    if (fate.isEmpty()) {
      return Optional.of(view);
    }
    var freeAt = fate.get().freeAt();
    return fate.get().isDeleted()
        ? Optional.empty()
        : Optional.of(view.leaving(freeAt != null && world.now().isBefore(freeAt)));
  }

  private Optional<Fate> fate(Place place, String id) {
    return fates.get(Ec2Twin.key(place, id));
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static String id(String owner, JsonNode properties) {
    return "eni-" + hash(owner + properties);
  }

  private static String hash(String text) {
    return Digest.of(text).hex().substring(0, 17);
  }

  DescribeNetworkInterfacesResponse describe(
      Caller caller, DescribeNetworkInterfacesRequest request) {
    var groups =
        request.filters().stream().filter(filter -> filter.name().equals("group-id")).toList();
    var found =
        in(caller.place())
            .filter(view -> groups.stream().allMatch(g -> g.values().stream().anyMatch(view::isIn)))
            .toList();
    var from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
    var to =
        Math.min(found.size(), from + (request.maxResults() == null ? PAGE : request.maxResults()));
    return DescribeNetworkInterfacesResponse.builder()
        .networkInterfaces(found.subList(from, to).stream().map(InterfaceView::sdk).toList())
        .nextToken(to < found.size() ? String.valueOf(to) : null)
        .build();
  }

  private InterfaceView find(Caller caller, Predicate<InterfaceView> which, RuntimeException none) {
    return in(caller.place()).filter(which).findFirst().orElseThrow(() -> none);
  }

  DetachNetworkInterfaceResponse detach(Caller caller, DetachNetworkInterfaceRequest request) {
    return Ec2Twin.alone(
        world,
        caller,
        () -> {
          var id = request.attachmentId();
          if (id.startsWith("ela-attach")) {
            throw Refused.of(
                "OperationNotPermitted", "You are not allowed to manage 'ela-attach' attachments.");
          }
          var view =
              find(
                  caller,
                  v -> v.attachment() != null && v.attachment().id().equals(id),
                  Refused.of(
                      "InvalidAttachmentID.NotFound",
                      "The attachment ID '" + id + "' does not exist"));
          if (view.attachment() != null && view.attachment().deviceIndex() == 0) {
            throw Refused.of(
                "OperationNotPermitted",
                "The network interface at device index 0 cannot be detached.");
          }
          var freeAt = world.now().plus(DETACHING);
          fates.put(Ec2Twin.key(caller.place(), view.id()), new Fate(freeAt, false), freeAt);
          return DetachNetworkInterfaceResponse.builder().build();
        });
  }

  DeleteNetworkInterfaceResponse delete(Caller caller, DeleteNetworkInterfaceRequest request) {
    return Ec2Twin.alone(
        world,
        caller,
        () -> {
          var id = request.networkInterfaceId();
          var view =
              find(
                  caller,
                  v -> v.id().equals(id),
                  Refused.of(
                      "InvalidNetworkInterfaceID.NotFound",
                      "The networkInterface ID '" + id + "' does not exist"));
          if (view.status() != NetworkInterfaceStatus.AVAILABLE) {
            throw Refused.of(
                "InvalidNetworkInterface.InUse",
                "Network interface '" + id + "' is currently in use.");
          }
          var place = caller.place();
          things.remove(place, INTERFACE, id);
          fates.put(Ec2Twin.key(place, id), new Fate(null, true));
          return DeleteNetworkInterfaceResponse.builder().build();
        });
  }
}
