package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.Recorded;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** The words in which plans of this package's kinds say what they rest on. */
final class PlanRead {
  static final String STACK_NAME = "stackName";
  static final String STACK_ID = "stackId";
  static final String STATUS = "stackStatus";
  static final String LAST_UPDATED = "lastUpdated";
  static final String TEMPLATE = "template";

  /** Its value is the type of the change set that waits for the apply. */
  static final String CHANGE_SET = "changeSet";

  /** The status of a stack that is not there. */
  static final String ABSENT = "absent";

  private PlanRead() {}

  /** That there was no stack of that name, or nothing but its name. */
  static Map<String, String> absent(String stackName) {
    var read = new TreeMap<String, String>();
    read.put(STACK_NAME, stackName);
    read.put(STATUS, ABSENT);
    return read;
  }

  /** How a stack was. */
  static Map<String, String> of(Stack stack) {
    return of(
        stack.stackName(), stack.stackId(), stack.stackStatusAsString(), stack.lastUpdatedTime());
  }

  /** How a stack was when the registry last heard of it. */
  static Map<String, String> of(String stackName, Recorded recorded) {
    return of(stackName, recorded.id(), recorded.status(), recorded.lastUpdated());
  }

  private static Map<String, String> of(
      String stackName, String id, String status, @Nullable Instant lastUpdated) {
    var read = new TreeMap<String, String>();
    read.put(STACK_NAME, stackName);
    read.put(STACK_ID, id);
    read.put(STATUS, status);
    if (lastUpdated != null) {
      read.put(LAST_UPDATED, lastUpdated.toString());
    }
    return read;
  }

  /** With the template, and the change set if there is one. */
  static Map<String, String> with(
      Map<String, String> read, String template, @Nullable ChangeSetType changeSet) {
    var more = new TreeMap<>(read);
    more.put(TEMPLATE, template);
    if (changeSet != null) {
      more.put(CHANGE_SET, changeSet.toString());
    }
    return more;
  }
}
