package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.event.StackEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stack that a change set leaves for review: a name and an id, and nothing in it yet. */
public final class Draft {
  private Draft() {}

  public static StackEntry inReview(
      StackId id, Instant now, List<String> notificationArns, String token) {
    var empty =
        new Revision(now, "", "", Map.of(), Map.of(), "", List.of(), Map.of(), List.of(), Set.of());
    var record =
        new StackRecord(
            id.arn(),
            id.name(),
            id.place(),
            now,
            "",
            "",
            false,
            0,
            false,
            notificationArns,
            "",
            List.of(empty),
            0,
            now,
            now,
            null,
            List.of(),
            Map.of());
    var event =
        new StackEvent(
            now,
            id.name(),
            id.arn(),
            "AWS::CloudFormation::Stack",
            "REVIEW_IN_PROGRESS",
            "User Initiated",
            token,
            true,
            null);
    return new StackEntry(record, List.of(event), 0);
  }
}
