package io.coreautomation.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import java.time.Instant;

/**
 * A stack that reached an end of an operation.
 *
 * @param clientRequestToken of the operation; empty when its caller gave none
 */
public record StackStatusChange(
    String id,
    Instant at,
    String accountId,
    String region,
    String stackId,
    String status,
    String statusReason,
    String clientRequestToken) {

  /** The event as EventBridge delivers it. */
  public JsonNode eventBridge() {
    var event = Json.object();
    event.put("version", "0");
    event.put("id", id);
    event.put("detail-type", "CloudFormation Stack Status Change");
    event.put("source", "aws.cloudformation");
    event.put("account", accountId);
    event.put("time", at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString());
    event.put("region", region);
    event.putArray("resources").add(stackId);
    var detail = event.putObject("detail");
    detail.put("stack-id", stackId);
    var details = detail.putObject("status-details");
    details.put("status", status);
    details.put("status-reason", statusReason);
    detail.put("client-request-token", clientRequestToken);
    return event;
  }
}
