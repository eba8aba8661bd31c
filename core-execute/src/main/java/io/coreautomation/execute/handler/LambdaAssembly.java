package io.coreautomation.execute.handler;

import io.coreautomation.aws.access.AwsClientFactory;
import io.coreautomation.aws.access.CallCounter;
import io.coreautomation.aws.access.RoleChainAccess;
import io.coreautomation.aws.access.TargetRoles;
import io.coreautomation.aws.launch.StepFunctionsLauncher;
import io.coreautomation.aws.store.S3Bucket;
import io.coreautomation.aws.store.S3ObjectStore;
import io.coreautomation.db.event.Events;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.DynamoDbTables;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.park.Parking;
import io.coreautomation.execute.report.ReportWriter;
import io.coreautomation.execute.turn.Engine;
import io.coreautomation.execute.turn.EngineDoors;
import io.coreautomation.execute.turn.Recorder;
import io.coreautomation.execute.turn.TurnSettings;
import io.coreautomation.framework.door.SystemWorldTime;
import io.coreautomation.framework.door.VirtualThreads;
import io.coreautomation.framework.lambda.PlatformSettings;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The engine as it is put together in Lambda. */
record LambdaAssembly(Engine engine, Parking parking) {
  /** Calls to AWS at a time: what one Lambda's memory and sockets bear. */
  private static final int CALLS_AT_ONCE = 64;

  static LambdaAssembly fromEnvironment() {
    return of(PlatformSettings.read(System.getenv()));
  }

  static LambdaAssembly of(PlatformSettings settings) {
    var clock = Clock.systemUTC();
    var region = Region.of(settings.region());
    var http = UrlConnectionHttpClient.create();
    var credentials = DefaultCredentialsProvider.create();
    var store =
        new S3ObjectStore(
            S3Client.builder().region(region).httpClient(http).build(),
            S3Presigner.builder().region(region).build(),
            new S3Bucket(settings.bucket(), region, settings.account(), null));
    var tables =
        new DynamoDbTables(
            DynamoDbClient.builder().region(region).httpClient(http).build(), settings.table());
    var access =
        new RoleChainAccess(
            new AwsClientFactory(http),
            region,
            credentials,
            new TargetRoles(settings.rolePrefix(), settings.externalId()),
            clock::instant,
            new CallCounter());
    var runs = new Runs(tables);
    var waits = new Waits(tables);
    var engine =
        new Engine(
            new EngineDoors(
                Kinds.shipped(),
                access,
                store,
                new VirtualThreads(CALLS_AT_ONCE),
                new SystemWorldTime(clock),
                clock,
                new Random()),
            runs,
            waits,
            new Recorder(runs, new Events(tables), new ReportWriter(store), clock),
            TurnSettings.lambda(UUID.randomUUID().toString()));
    var launcher =
        new StepFunctionsLauncher(
            SfnClient.builder().region(region).httpClient(http).build(),
            settings.stateMachineArn());
    return new LambdaAssembly(engine, new Parking(waits, launcher));
  }
}
