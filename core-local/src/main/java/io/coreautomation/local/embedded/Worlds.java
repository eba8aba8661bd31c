package io.coreautomation.local.embedded;

import io.coreautomation.aws.access.CallCounter;
import io.coreautomation.aws.access.ClientFactory;
import io.coreautomation.aws.access.EndpointClientFactory;
import io.coreautomation.aws.access.RoleChainAccess;
import io.coreautomation.aws.access.TargetRoles;
import io.coreautomation.db.account.Account;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.local.directory.DirectoryObjectStore;
import io.coreautomation.local.sqlite.SqliteWorldStore;
import io.coreautomation.local.time.Pace;
import io.coreautomation.local.time.SystemWorldTime;
import io.coreautomation.local.time.VirtualWorldTime;
import io.coreautomation.simulator.client.TwinClients;
import io.coreautomation.simulator.world.Organization;
import io.coreautomation.simulator.world.TwinWorld;
import io.coreautomation.simulator.world.WorldSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Makes worlds. All are reached by the same chain of roles, so that trust is exercised in each. */
final class Worlds {
  private static final Region HOME = Region.EU_WEST_1;

  /**
   * What target roles of a world that is nobody's ask for: the check is exercised, not a secret.
   */
  private static final String EXTERNAL_ID = "core-automation-embedded";

  private static final TargetRoles ROLES = new TargetRoles(TargetRoles.DEFAULT_PREFIX, EXTERNAL_ID);

  /** The name that addresses of objects show. */
  static final String BUCKET = "core-local";

  private Worlds() {}

  /** As people are shown the world of some settings. */
  static String name(EmbeddedSettings settings) {
    return settings.endpoint() == null
        ? twinName(settings.home())
        : endpointName(settings.endpoint());
  }

  private static String twinName(Path home) {
    return "twin (" + home.getFileName() + ")";
  }

  private static String endpointName(URI endpoint) {
    return "endpoint " + endpoint;
  }

  /** The twin whose documents are in a home. */
  static World twin(Path home, String pace, Kinds kinds, Clock wall) {
    var own = new OwnKindsOnTheTwin(kinds);
    var documents = SqliteWorldStore.open(home.resolve("world.db"));
    var start = documents.time().orElseGet(() -> wall.instant().truncatedTo(ChronoUnit.SECONDS));
    var time = new VirtualWorldTime(Pace.parse(pace), start, documents::keepTime, wall);
    var store = new DirectoryObjectStore(home, BUCKET);
    var twin =
        new TwinWorld(
            documents,
            time::now,
            WorldSettings.DEFAULT
                .withTargetRoles(
                    io.coreautomation.simulator.world.TargetRoles.DEFAULT.withExternalId(
                        EXTERNAL_ID))
                .withFurtherPolicies(own.policies(ROLES))
                .withObjects(store::fetch));
    own.answerIn(twin);
    var clients = new TwinClients(twin);
    var calls = new CallCounter();
    var access =
        access(
            new ClientFactory() {
              @Override
              public <C extends SdkClient> C create(
                  Class<C> service,
                  Region region,
                  AwsCredentialsProvider credentials,
                  Duration apiCallTimeout) {
                return clients.client(
                    service, () -> (AwsCredentials) credentials.resolveCredentials(), region);
              }
            },
            TwinClients.homeCredentials(),
            time,
            calls);
    return new World(
        twinName(home),
        access,
        time,
        store,
        accounts -> known(twin, accounts),
        twin,
        calls,
        () -> {
          time.stop();
          documents.close();
        });
  }

  /**
   * Makes the accounts, and the organizational units that they are in. A unit is known by its path;
   * kinds take ids, as CloudFormation does, so a unit has to be called by one to be meant by them.
   */
  private static void known(TwinWorld twin, List<Account> accounts) {
    var units = new TreeMap<String, List<String>>();
    for (var account : accounts) {
      twin.addAccount(account.id(), account.name());
      if (account.ou() != null) {
        units.computeIfAbsent(account.ou(), ou -> new ArrayList<>()).add(account.id());
      }
    }
    units.forEach(Organization.of(twin)::put);
  }

  /** An emulator that speaks AWS's wire. */
  static World endpoint(Path home, URI endpoint, Clock wall) {
    var http = UrlConnectionHttpClient.create();
    var time = new SystemWorldTime(wall);
    var calls = new CallCounter();
    var clients = new EndpointClientFactory(http, endpoint);
    var credentials = AwsBasicCredentials.create("core-automation", "core-automation");
    var store =
        new EndpointObjectStore(
            new DirectoryObjectStore(home, BUCKET),
            clients,
            StaticCredentialsProvider.create(credentials),
            HOME);
    return new World(
        endpointName(endpoint),
        access(clients, credentials, time, calls),
        time,
        store,
        accounts -> {},
        null,
        calls,
        http::close);
  }

  private static RoleChainAccess access(
      ClientFactory clients,
      AwsCredentials base,
      io.coreautomation.framework.door.WorldTime time,
      CallCounter calls) {
    return new RoleChainAccess(
        clients, HOME, StaticCredentialsProvider.create(base), ROLES, time::now, calls);
  }
}
