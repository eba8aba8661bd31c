package io.coreautomation.simulator.ec2;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;

/**
 * A network interface, as it is at a time.
 *
 * @param attachment by which something holds it; null if nothing does
 */
record InterfaceView(
    String id,
    List<String> groups,
    String description,
    @Nullable Attachment attachment,
    NetworkInterfaceStatus status) {

  /**
   * What holds it.
   *
   * @param instanceId null where a service of AWS does
   */
  record Attachment(String id, @Nullable String instanceId, String ownerId, int deviceIndex) {}

  static InterfaceView free(String id, List<String> groups) {
    return new InterfaceView(id, groups, "", null, NetworkInterfaceStatus.AVAILABLE);
  }

  InterfaceView described(String text) {
    return new InterfaceView(id, groups, text, attachment, status);
  }

  InterfaceView attached(@Nullable Attachment by) {
    return by == null
        ? this
        : new InterfaceView(id, groups, description, by, NetworkInterfaceStatus.IN_USE);
  }

  /** Once somebody has detached it. */
  InterfaceView leaving(boolean isUnderWay) {
    return new InterfaceView(
        id,
        groups,
        description,
        isUnderWay ? attachment : null,
        isUnderWay ? NetworkInterfaceStatus.DETACHING : NetworkInterfaceStatus.AVAILABLE);
  }

  boolean isIn(String group) {
    return groups.contains(group);
  }

  NetworkInterface sdk() {
    var builder =
        NetworkInterface.builder()
            .networkInterfaceId(id)
            .description(description)
            .status(status)
            .requesterManaged(attachment != null && attachment.instanceId() == null)
            .groups(
                groups.stream().map(g -> GroupIdentifier.builder().groupId(g).build()).toList());
    if (attachment != null) {
      builder.attachment(
          a ->
              a.attachmentId(attachment.id())
                  .instanceId(attachment.instanceId())
                  .instanceOwnerId(attachment.ownerId())
                  .deviceIndex(attachment.deviceIndex()));
    }
    return builder.build();
  }
}
