package io.coreautomation.invoker.handler;

import io.coreautomation.aws.platform.PlatformDoors;
import io.coreautomation.db.grant.Grants;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.DynamoDbTables;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.invoker.InvokerService;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Wires the invoker in Lambda. */
final class LambdaAssembly {
  private LambdaAssembly() {}

  static InvokerService service(Map<String, String> environment) {
    var doors = PlatformDoors.of(environment);
    var settings = doors.settings();
    var tables = new DynamoDbTables(doors.client(DynamoDbClient.class), settings.table());
    return new InvokerService(
        new Runs(tables),
        new Grants(tables),
        doors.objects(),
        doors.mailbox(),
        Clock.systemUTC(),
        RunId::random,
        settings.world());
  }
}
