package io.coreautomation.aws.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Access by role chain: the platform's own credentials assume a role in the target account, once a
 * run, and every client of that run works with this session. Thread-safe.
 *
 * <p>STS is asked in the platform's own region: regional sessions are good in every region of the
 * partition, also in those that only the target account has opted in to.
 */
public final class RoleChainAccess implements AwsAccess {
  /** A session is taken anew when it has this long to live: longer than a turn. */
  static final Duration RENEWAL = Duration.ofMinutes(5);

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
  private static final int CLIENTS_KEPT = 512;

  private final ClientFactory factory;
  private final TargetRoles roles;
  private final CallCounter counter;
  private final RoleSessions sessions;
  private final Map<ClientKey, SdkClient> clients = new Recent();

  private record ClientKey(Class<?> service, AccessScope scope) {}

  /** Forgets what was not used for longest: old runs' clients. They own nothing to close. */
  private static final class Recent extends LinkedHashMap<ClientKey, SdkClient> {
    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<ClientKey, SdkClient> eldest) {
      return size() > CLIENTS_KEPT;
    }
  }

  /**
   * @param home the region in which STS is asked
   * @param base the platform's own credentials; used for nothing but to assume roles
   * @param now world time, in which sessions expire
   */
  public RoleChainAccess(
      ClientFactory factory,
      Region home,
      AwsCredentialsProvider base,
      TargetRoles roles,
      Supplier<Instant> now,
      CallCounter counter) {
    this.factory = factory;
    this.roles = roles;
    this.counter = counter;
    var sts =
        PacedClient.around(
            StsClient.class, factory.create(StsClient.class, home, base, CALL_TIMEOUT), counter);
    this.sessions = new RoleSessions(sts, roles, now);
  }

  @Override
  public <C extends SdkClient> C client(Class<C> service, AccessScope scope) {
    sessions.credentials(scope); // refused here, where the caller can say which action it was
    synchronized (clients) {
      return service.cast(
          clients.computeIfAbsent(new ClientKey(service, scope), _ -> create(service, scope)));
    }
  }

  @Override
  public boolean isOpen(AccessScope scope) {
    return sessions.isOpen(scope);
  }

  private <C extends SdkClient> C create(Class<C> service, AccessScope scope) {
    var client =
        factory.create(
            service, Region.of(scope.region()), () -> sessions.credentials(scope), CALL_TIMEOUT);
    return PacedClient.around(service, client, counter);
  }

  @Override
  public String stackExecutionRoleArn(String account, String region) {
    return roles.stackExecutionArn(account, region);
  }

  @Override
  public String userBoundaryArn(String account, String region) {
    return roles.userBoundaryArn(account, region);
  }
}
