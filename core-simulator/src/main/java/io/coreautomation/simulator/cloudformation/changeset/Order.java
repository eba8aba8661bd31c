package io.coreautomation.simulator.cloudformation.changeset;

import java.util.List;

/** What {@code CreateChangeSet} is asked, besides what the stack is to be. */
public record Order(
    String stackName,
    String name,
    String type,
    String description,
    List<String> notificationArns,
    String onStackFailure) {}
