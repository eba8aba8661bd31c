package io.coreautomation.execute.kind.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;

/**
 * Deletes the network interfaces that keep a security group from being deleted. What a service of
 * AWS holds cannot be taken from it: Lambda lets go of an interface some twenty minutes after the
 * last function that used it is gone, so those are waited for. What is a running instance's first
 * interface is no leftover, and fails the action before anything is deleted.
 */
public final class DeleteSecurityGroupEnis
    implements ActionHandler<DeleteSecurityGroupEnis.Params> {
  private static final Set<String> GONE = Set.of("InvalidNetworkInterfaceID.NotFound");
  private static final Set<String> DETACHED = Set.of("InvalidAttachmentID.NotFound");

  /** Whose interfaces. */
  @Doc("Of which security group the network interfaces are deleted.")
  public record Params(@Doc("the security group's id") String securityGroupId) {
    public Params {
      if (!securityGroupId.matches("sg-[0-9a-f]+")) {
        throw new InvalidFieldException(
            "securityGroupId",
            "'" + securityGroupId + "' is not the id of a security group",
            "Write one such as sg-0123456789abcdef0.");
      }
    }
  }

  /** The interfaces that were there. */
  record Handle(List<String> networkInterfaceIds) {
    Handle with(List<NetworkInterface> found) {
      return new Handle(
          Stream.concat(
                  networkInterfaceIds.stream(),
                  found.stream().map(NetworkInterface::networkInterfaceId))
              .distinct()
              .sorted()
              .toList());
    }

    Map<String, String> outputs() {
      return Map.of("networkInterfaceIds", String.join(",", networkInterfaceIds));
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::DeleteSecurityGroupEnis",
            Params.class,
            "Detaches and deletes the network interfaces that are left in a security group, so that"
                + " it can be deleted.")
        .targeted()
        .attended()
        .repeatability(new Repeatability.Findable("the interfaces in the group"))
        .permissions(
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DetachNetworkInterface")
        .usual(Duration.ofMinutes(5))
        .patience(Duration.ofHours(1))
        .output("networkInterfaceIds", "what was in the group, with commas between")
        .example(
            """
            securityGroupId: sg-0123456789abcdef0
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    if (!context.needs().isEmpty()) {
      return Progress.previewed(Preview.unknown(context.needs()));
    }
    return guarded(
        params,
        () -> {
          var found = find(context, params);
          return needed(found)
              .orElseGet(
                  () ->
                      Progress.previewed(
                          new Preview(
                              found.isEmpty() ? Change.NO_CHANGE : Change.DELETE,
                              List.of(),
                              List.of(),
                              Map.of(),
                              1 + 3 * found.size(),
                              List.of(),
                              found.stream()
                                  .filter(DeleteSecurityGroupEnis::isOfAService)
                                  .map(
                                      i ->
                                          i.networkInterfaceId()
                                              + " is waited for until AWS lets go of it: "
                                              + i.description())
                                  .toList())));
        });
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return guarded(
        params,
        () -> {
          var found = find(context, params);
          var none = new Handle(List.of());
          return needed(found)
              .orElseGet(
                  () ->
                      found.isEmpty()
                          ? Progress.done(Change.NO_CHANGE, none.outputs())
                          : Progress.runningSoon(none.with(found)));
        });
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    return guarded(
        params,
        () -> {
          var found = find(context, params);
          var handle = Json.as(json, Handle.class).with(found);
          var needed = needed(found);
          if (found.isEmpty() || needed.isPresent()) {
            return needed.orElseGet(() -> Progress.done(Change.DELETE, handle.outputs()));
          }
          var ec2 = context.client(Ec2Client.class);
          found.forEach(each -> remove(ec2, each));
          return found.stream().allMatch(i -> i.status() == NetworkInterfaceStatus.AVAILABLE)
              ? Progress.runningSoon(handle)
              : Progress.running(handle);
        });
  }

  private static List<NetworkInterface> find(ActionContext context, Params params) {
    return context
        .client(Ec2Client.class)
        .describeNetworkInterfacesPaginator(
            r -> r.filters(f -> f.name("group-id").values(params.securityGroupId())))
        .networkInterfaces()
        .stream()
        .toList();
  }

  /** The next step on the way of one: detached first, deleted when nothing holds it. */
  private static void remove(Ec2Client ec2, NetworkInterface found) {
    switch (found.status()) {
      case AVAILABLE ->
          Images.unless(
              GONE,
              () ->
                  ec2.deleteNetworkInterface(
                      r -> r.networkInterfaceId(found.networkInterfaceId())));
      case IN_USE, ASSOCIATED -> {
        if (found.attachment() != null && !isOfAService(found)) {
          Images.unless(
              DETACHED,
              () ->
                  ec2.detachNetworkInterface(
                      r -> r.attachmentId(found.attachment().attachmentId())));
        }
      }
      case ATTACHING, DETACHING, UNKNOWN_TO_SDK_VERSION -> {
        // On its way: the next look tells where to.
      }
    }
  }

  /** Whether a service of AWS holds it, and nobody else may take it away. */
  private static boolean isOfAService(NetworkInterface found) {
    return Boolean.TRUE.equals(found.requesterManaged())
        || found.attachment() != null && found.attachment().instanceId() == null;
  }

  /** The failure where one is in use and will be for as long as its instance runs. */
  private static Optional<Progress> needed(List<NetworkInterface> found) {
    return found.stream()
        .filter(each -> each.attachment() != null && !isOfAService(each))
        .filter(each -> Objects.equals(each.attachment().deviceIndex(), 0))
        .findFirst()
        .map(
            each ->
                new Progress.Failed(
                    Problem.of(
                        ProblemCode.CONFLICT,
                        each.networkInterfaceId()
                            + " is the first network interface of the instance "
                            + each.attachment().instanceId(),
                        "Terminate the instance, or give it another security group.")));
  }

  /** What is deleted is deleted; nothing goes on of itself. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return new Progress.NotBegun();
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded(
        "delete the network interfaces of '" + params.securityGroupId() + "'", calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of(
        "group/"
            + Objects.requireNonNull(target, "security groups have a place")
            + "/"
            + params.securityGroupId());
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return change == Change.DELETE
        ? new Compensation.Irreversible("deleted network interfaces")
        : new Compensation.Nothing();
  }
}
