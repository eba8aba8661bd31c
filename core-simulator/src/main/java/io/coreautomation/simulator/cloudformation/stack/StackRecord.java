package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stack as it is written down, but for its events.
 *
 * @param parentId empty unless it is nested
 * @param policy empty when it has none
 * @param revisions what it is from when on, oldest first; never empty
 * @param operations how many it has had
 * @param settledAt when the last of them ends
 * @param templates texts by digest
 */
public record StackRecord(
    String stackId,
    String name,
    Place place,
    Instant createdAt,
    String parentId,
    String rootId,
    boolean disableRollback,
    int timeoutMinutes,
    boolean terminationProtection,
    List<String> notificationArns,
    String policy,
    List<Revision> revisions,
    int operations,
    Instant operationStart,
    Instant settledAt,
    TwinWorld.@Nullable Appointment appointment,
    List<TokenUse> tokens,
    Map<String, String> templates) {

  /** A client request token, and what it was used for. */
  public record TokenUse(String token, String operation) {}

  String key() {
    return KEY_PREFIX + stackId;
  }

  static final String KEY_PREFIX = "stack/";

  StackRecord withProtection(boolean on) {
    return new StackRecord(
        stackId,
        name,
        place,
        createdAt,
        parentId,
        rootId,
        disableRollback,
        timeoutMinutes,
        on,
        notificationArns,
        policy,
        revisions,
        operations,
        operationStart,
        settledAt,
        appointment,
        tokens,
        templates);
  }

  StackRecord withPolicy(String newPolicy) {
    return new StackRecord(
        stackId,
        name,
        place,
        createdAt,
        parentId,
        rootId,
        disableRollback,
        timeoutMinutes,
        terminationProtection,
        notificationArns,
        newPolicy,
        revisions,
        operations,
        operationStart,
        settledAt,
        appointment,
        tokens,
        templates);
  }

  /** The stack with what an operation makes of it. */
  StackRecord withOperation(
      List<Revision> newRevisions,
      int number,
      Instant start,
      Instant end,
      TwinWorld.@Nullable Appointment newAppointment,
      @Nullable TokenUse token,
      Map<String, String> newTemplates) {
    var uses = new ArrayList<>(tokens);
    if (token != null) {
      uses.add(token);
    }
    return new StackRecord(
        stackId,
        name,
        place,
        createdAt,
        parentId,
        rootId,
        disableRollback,
        timeoutMinutes,
        terminationProtection,
        notificationArns,
        policy,
        newRevisions,
        number,
        start,
        end,
        newAppointment,
        List.copyOf(uses),
        newTemplates);
  }
}
