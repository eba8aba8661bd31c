package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.event.ResourceView;
import io.coreautomation.simulator.cloudformation.event.StackEvent;
import io.coreautomation.simulator.cloudformation.template.ParameterValues;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDetail;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** A stack as the API shows it at a time. */
public final class StackView {
  private static final String HIDDEN = "****";

  private final StackEntry entry;
  private final Instant now;

  public StackView(StackEntry entry, Instant now) {
    this.entry = entry;
    this.now = now;
  }

  public Stack stack() {
    var record = entry.stack();
    var revision = entry.revisionAt(now);
    var last = entry.stackEventAt(now);
    return Stack.builder()
        .stackId(record.stackId())
        .stackName(record.name())
        .description(orNull(revision.description()))
        .parameters(revision.parameters().values().stream().map(StackView::parameter).toList())
        .creationTime(record.createdAt())
        .lastUpdatedTime(updatedAt())
        .deletionTime(entry.lastAt("DELETE_IN_PROGRESS", now).orElse(null))
        .stackStatus(last.status())
        .stackStatusReason(reason(last))
        .disableRollback(record.disableRollback())
        .notificationARNs(record.notificationArns())
        .timeoutInMinutes(record.timeoutMinutes() == 0 ? null : record.timeoutMinutes())
        .capabilities(revision.capabilities().stream().map(Capability::fromValue).toList())
        .outputs(revision.outputs().stream().map(StackView::output).toList())
        .roleARN(orNull(revision.roleArn()))
        .tags(
            revision.tags().entrySet().stream()
                .map(t -> Tag.builder().key(t.getKey()).value(t.getValue()).build())
                .toList())
        .enableTerminationProtection(record.terminationProtection())
        .parentId(orNull(record.parentId()))
        .rootId(orNull(record.rootId()))
        .driftInformation(d -> d.stackDriftStatus(StackDriftStatus.NOT_CHECKED))
        .build();
  }

  public StackSummary summary() {
    var record = entry.stack();
    var last = entry.stackEventAt(now);
    return StackSummary.builder()
        .stackId(record.stackId())
        .stackName(record.name())
        .templateDescription(orNull(entry.revisionAt(now).description()))
        .creationTime(record.createdAt())
        .lastUpdatedTime(updatedAt())
        .deletionTime(entry.lastAt("DELETE_IN_PROGRESS", now).orElse(null))
        .stackStatus(last.status())
        .stackStatusReason(reason(last))
        .parentId(orNull(record.parentId()))
        .rootId(orNull(record.rootId()))
        .driftInformation(d -> d.stackDriftStatus(StackDriftStatus.NOT_CHECKED))
        .build();
  }

  /** One of its resources. */
  public StackResource resource(ResourceView view) {
    return StackResource.builder()
        .stackName(entry.stack().name())
        .stackId(entry.stack().stackId())
        .logicalResourceId(view.logicalId())
        .physicalResourceId(orNull(view.physicalId()))
        .resourceType(view.type())
        .timestamp(view.at())
        .resourceStatus(view.status())
        .resourceStatusReason(orNull(view.reason()))
        .driftInformation(d -> d.stackResourceDriftStatus(StackResourceDriftStatus.NOT_CHECKED))
        .build();
  }

  /** One of its resources, short. */
  public StackResourceSummary resourceSummary(ResourceView view) {
    return StackResourceSummary.builder()
        .logicalResourceId(view.logicalId())
        .physicalResourceId(orNull(view.physicalId()))
        .resourceType(view.type())
        .lastUpdatedTimestamp(view.at())
        .resourceStatus(view.status())
        .resourceStatusReason(orNull(view.reason()))
        .driftInformation(d -> d.stackResourceDriftStatus(StackResourceDriftStatus.NOT_CHECKED))
        .build();
  }

  /** One of its resources, in full. */
  public StackResourceDetail resourceDetail(ResourceView view) {
    var state = entry.revisionAt(now).resources().get(view.logicalId());
    return StackResourceDetail.builder()
        .stackName(entry.stack().name())
        .stackId(entry.stack().stackId())
        .logicalResourceId(view.logicalId())
        .physicalResourceId(orNull(view.physicalId()))
        .resourceType(view.type())
        .lastUpdatedTimestamp(view.at())
        .resourceStatus(view.status())
        .resourceStatusReason(orNull(view.reason()))
        .metadata(state == null ? "{}" : state.metadata().toString())
        .driftInformation(d -> d.stackResourceDriftStatus(StackResourceDriftStatus.NOT_CHECKED))
        .build();
  }

  private @Nullable Instant updatedAt() {
    return entry.lastAt("UPDATE_IN_PROGRESS", now).orElse(null);
  }

  private static @Nullable String reason(StackEvent last) {
    return orNull(last.reason());
  }

  /** A parameter; a secret one is hidden. */
  public static Parameter parameter(ParameterValues.Value value) {
    return Parameter.builder()
        .parameterKey(value.name())
        .parameterValue(value.noEcho() ? HIDDEN : value.value())
        .resolvedValue(value.ssm() ? value.resolved() : null)
        .build();
  }

  private static Output output(Revision.Output output) {
    return Output.builder()
        .outputKey(output.key())
        .outputValue(output.value())
        .description(orNull(output.description()))
        .exportName(orNull(output.exportName()))
        .build();
  }

  static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
