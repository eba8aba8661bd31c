package io.coreautomation.simulator.cloudformation.changeset;

import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.stack.Request;
import io.coreautomation.simulator.cloudformation.template.ParameterValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A change set as it is written down.
 *
 * @param readyAt when it is worked out
 * @param type {@code CREATE} or {@code UPDATE}
 * @param request whose parameters are as the caller gave them
 * @param parameters as they were worked out: values of SSM parameters stay as they were then
 * @param failure why it cannot be executed; empty when it can
 * @param operations how many the stack had had: with more, the change set is obsolete
 * @param executedAs the number of the operation that executed it; -1 as long as none did
 */
public record ChangeSet(
    String id,
    String name,
    String stackId,
    String stackName,
    Place place,
    Instant createdAt,
    Instant readyAt,
    String type,
    String description,
    Request request,
    List<String> notificationArns,
    Map<String, ParameterValues.Value> parameters,
    List<Change> changes,
    String failure,
    int operations,
    String onStackFailure,
    int executedAs) {
  static final String KEY_PREFIX = "change-set/";

  String key() {
    return KEY_PREFIX + id;
  }

  /** What happens to one resource. */
  public record Change(
      String action,
      String logicalId,
      String physicalId,
      String type,
      String replacement,
      List<String> scope,
      List<Detail> details) {}

  /** Why one property changes. */
  public record Detail(
      String attribute,
      String name,
      String requiresRecreation,
      String evaluation,
      String source,
      String cause) {}

  ChangeSet executed(int operation) {
    return new ChangeSet(
        id,
        name,
        stackId,
        stackName,
        place,
        createdAt,
        readyAt,
        type,
        description,
        request,
        notificationArns,
        parameters,
        changes,
        failure,
        operations,
        onStackFailure,
        operation);
  }
}
