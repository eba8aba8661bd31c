package io.coreautomation.aws.access;

import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** Sessions of assumed roles, one a run and role, renewed before they expire. Thread-safe. */
final class RoleSessions {
  /** The most that AWS allows a chained role. */
  private static final Duration LENGTH = Duration.ofHours(1);

  private final StsClient sts;
  private final TargetRoles roles;
  private final Supplier<Instant> now;
  private final Map<Key, Session> sessions = new ConcurrentHashMap<>();

  /** A role's ARN names partition, account and kind: the region is no part of a session. */
  private record Key(
      String roleArn,
      String sessionName,
      @Nullable String sourceIdentity,
      @Nullable String policy) {}

  private record Held(AwsSessionCredentials credentials, Instant renewAt) {}

  RoleSessions(StsClient sts, TargetRoles roles, Supplier<Instant> now) {
    this.sts = sts;
    this.roles = roles;
    this.now = now;
  }

  AwsSessionCredentials credentials(AccessScope scope) {
    var key = key(scope);
    var session = sessions.get(key);
    if (session == null) {
      sessions.values().removeIf(Session::isOver);
      session = sessions.computeIfAbsent(key, _ -> new Session());
    }
    return session.credentials(key, scope);
  }

  /** Whether there is a session that need not be renewed yet. */
  boolean isOpen(AccessScope scope) {
    var session = sessions.get(key(scope));
    return session != null && session.held != null && !session.isOver();
  }

  private Key key(AccessScope scope) {
    return new Key(
        roles.arn(scope.role(), scope.account(), scope.region()),
        scope.sessionName(),
        scope.sourceIdentity(),
        scope.policy());
  }

  /** Its lock lets one thread call STS while the others that need the same session wait. */
  private final class Session {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Held held;

    boolean isOver() {
      var current = held;
      return current != null && !now.get().isBefore(current.renewAt());
    }

    AwsSessionCredentials credentials(Key key, AccessScope scope) {
      var current = held;
      if (current != null && !isOver()) {
        return current.credentials();
      }
      lock.lock();
      try {
        current = held;
        if (current == null || isOver()) {
          current = assume(key, scope);
          held = current;
        }
        return current.credentials();
      } finally {
        lock.unlock();
      }
    }
  }

  private Held assume(Key key, AccessScope scope) {
    var request =
        AssumeRoleRequest.builder()
            .roleArn(key.roleArn())
            .roleSessionName(key.sessionName())
            .durationSeconds((int) LENGTH.toSeconds())
            .externalId(roles.externalId())
            .sourceIdentity(key.sourceIdentity())
            .policy(key.policy())
            .build();
    try {
      var answer = sts.assumeRole(request).credentials();
      return new Held(
          AwsSessionCredentials.create(
              answer.accessKeyId(), answer.secretAccessKey(), answer.sessionToken()),
          answer.expiration().minus(RoleChainAccess.RENEWAL));
    } catch (SdkException e) {
      throw new ProblemException(refused(scope, AwsProblems.of(e)), e);
    }
  }

  private Problem refused(AccessScope scope, Problem cause) {
    if (cause.code() != ProblemCode.AWS_DENIED) {
      return cause;
    }
    return Problem.of(
        ProblemCode.AWS_DENIED,
        "the role '%s' of account %s may not be assumed (%s)"
            .formatted(roles.name(scope.role()), scope.account(), cause.message()),
        "Deploy target-roles to account %s, with the same prefix and external id as this platform's."
            .formatted(scope.account()));
  }
}
