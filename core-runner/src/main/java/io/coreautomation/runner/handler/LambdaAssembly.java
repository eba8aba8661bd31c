package io.coreautomation.runner.handler;

import io.coreautomation.aws.platform.PlatformDoors;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.DynamoDbTables;
import io.coreautomation.runner.RunnerService;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Wires the runner in Lambda. */
final class LambdaAssembly {
  private LambdaAssembly() {}

  static RunnerService service(Map<String, String> environment) {
    var doors = PlatformDoors.of(environment);
    var tables = new DynamoDbTables(doors.client(DynamoDbClient.class), doors.settings().table());
    return new RunnerService(
        new Runs(tables), doors.objects(), doors.launcher(), Clock.systemUTC());
  }
}
