package io.coreautomation.deployspec.handler;

import io.coreautomation.aws.platform.PlatformDoors;
import io.coreautomation.db.table.DynamoDbTables;
import io.coreautomation.deployspec.compile.Compiler;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.coordinates.OwnNames;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Wires the compiler in Lambda. */
final class LambdaAssembly {
  private LambdaAssembly() {}

  static DeployspecService service(Map<String, String> environment) {
    var doors = PlatformDoors.of(environment);
    var tables = new DynamoDbTables(doors.client(DynamoDbClient.class), doors.settings().table());
    var settings = doors.settings();
    return new DeployspecService(
        doors.objects(),
        tables,
        KindCatalog.of(settings.kinds()),
        OwnNames.of(settings.scopePrefix(), settings.client(), settings.rolePrefix()),
        Compiler.MOST_OF_A_RUN);
  }
}
