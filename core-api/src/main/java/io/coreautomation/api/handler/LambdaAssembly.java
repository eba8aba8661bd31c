package io.coreautomation.api.handler;

import io.coreautomation.api.CoreApi;
import io.coreautomation.api.route.RouteTable;
import io.coreautomation.aws.platform.PlatformDoors;
import io.coreautomation.db.grant.Grants;
import io.coreautomation.db.idempotency.Idempotency;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.DynamoDbTables;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Wires the API in Lambda. */
final class LambdaAssembly {
  private LambdaAssembly() {}

  static RouteTable routes(Map<String, String> environment) {
    var doors = PlatformDoors.of(environment);
    var settings = doors.settings();
    var tables = new DynamoDbTables(doors.client(DynamoDbClient.class), settings.table());
    return new CoreApi(
            new Runs(tables),
            new Grants(tables),
            new Idempotency(tables, Clock.systemUTC()),
            doors.objects(),
            doors.mailbox(),
            settings.world(),
            RunId::random)
        .routes();
  }
}
