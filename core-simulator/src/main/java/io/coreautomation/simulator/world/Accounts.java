package io.coreautomation.simulator.world;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The accounts of a world, their roles, and the sessions of roles. Thread-safe. */
public final class Accounts {
  private static final Pattern ID = Pattern.compile("\\d{12}");
  private static final Duration KEPT_AFTER_EXPIRY = Duration.ofHours(12);

  private final TwinWorld world;
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private final Map<String, Role> roles = new ConcurrentHashMap<>();
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final AtomicLong sequence = new AtomicLong();

  /** An account. */
  public record Account(String id, String name) {}

  /**
   * A role.
   *
   * @param trustedAccounts whose principals may assume it
   * @param trustedServices such as {@code cloudformation.amazonaws.com}
   * @param externalId that a caller must give; empty when none
   */
  public record Role(
      String accountId,
      String name,
      List<String> trustedAccounts,
      List<String> trustedServices,
      String externalId) {
    public String arn() {
      return "arn:aws:iam::" + accountId + ":role/" + name;
    }

    /** The trust policy that says so. */
    public String trust() {
      var statements = new ArrayList<Map<String, Object>>();
      if (!trustedServices.isEmpty()) {
        statements.add(
            Map.of(
                "Effect", "Allow",
                "Principal", Map.of("Service", trustedServices),
                "Action", "sts:AssumeRole"));
      }
      if (!trustedAccounts.isEmpty()) {
        var principal = Map.of("AWS", trustedAccounts);
        statements.add(
            Map.of(
                "Effect",
                "Allow",
                "Principal",
                principal,
                "Action",
                "sts:AssumeRole",
                "Condition",
                externalId.isEmpty()
                    ? Map.of()
                    : Map.of("StringEquals", Map.of("sts:ExternalId", externalId))));
        statements.add(
            Map.of(
                "Effect",
                "Allow",
                "Principal",
                principal,
                "Action",
                List.of("sts:SetSourceIdentity", "sts:TagSession")));
      }
      return Json.write(Map.of("Version", "2012-10-17", "Statement", statements));
    }
  }

  /** A session of a role: what a set of temporary credentials stands for. */
  public record Session(
      String accessKeyId,
      String sessionToken,
      String accountId,
      String roleName,
      String sessionName,
      Instant expiresAt,
      @Nullable String sourceIdentity,
      @Nullable String policy,
      List<String> policyArns,
      long number) {
    public String secretAccessKey() {
      return Digest.of("secret/" + accessKeyId).hex().substring(0, 40);
    }

    public TwinPrincipal principal() {
      return new TwinPrincipal(
          accountId,
          "arn:aws:sts::" + accountId + ":assumed-role/" + roleName + "/" + sessionName,
          roleId(accountId, roleName) + ":" + sessionName);
    }
  }

  Accounts(TwinWorld world) {
    this.world = world;
    world.documents("account/", Account.class).values().forEach(a -> accounts.put(a.id(), a));
    world.documents("role/", Role.class).values().forEach(r -> roles.put(r.arn(), r));
    for (var session : world.documents("session/", Session.class).values()) {
      sessions.put(session.accessKeyId(), session);
      sequence.accumulateAndGet(session.number(), Math::max);
    }
  }

  void add(String id, String name) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("an account id has twelve digits: '" + id + "'");
    }
    var names = world.settings().targetRoles();
    var trusted = List.of(world.settings().homeAccountId());
    var account = new Account(id, name);
    var born =
        List.of(
            new Role(id, names.plan(), trusted, List.of(), names.externalId()),
            new Role(id, names.change(), trusted, List.of(), names.externalId()),
            new Role(
                id,
                names.stackExecution(),
                List.of(),
                List.of("cloudformation.amazonaws.com"),
                ""));
    var changes = new ArrayList<WorldStore.Change>();
    changes.add(TwinWorld.put("account/" + id, account));
    born.forEach(role -> changes.add(TwinWorld.put(key(role), role)));
    world.commit(changes);
    accounts.put(id, account);
    born.forEach(role -> roles.put(role.arn(), role));
  }

  /** Adds a role to an account, or replaces it. */
  public void addRole(Role role) {
    world.commit(List.of(TwinWorld.put(key(role), role)));
    roles.put(role.arn(), role);
  }

  /** Removes a role, if it is there. */
  public void removeRole(String arn) {
    var role = roles.get(arn);
    if (role != null) {
      world.commit(List.of(WorldStore.Change.delete(key(role))));
      roles.remove(arn);
    }
  }

  public Optional<Account> account(String id) {
    return Optional.ofNullable(accounts.get(id));
  }

  /** By id. */
  public List<Account> all() {
    return accounts.values().stream().sorted(java.util.Comparator.comparing(Account::id)).toList();
  }

  /** The role of an ARN in any partition: that of its account is the one that its ARN names. */
  public Optional<Role> role(String arn) {
    return Optional.ofNullable(roles.get(arn.replaceFirst("^arn:aws-(cn|us-gov):", "arn:aws:")));
  }

  /** The session of an access key, expired or not, until half a day after its expiry. */
  public Optional<Session> session(String accessKeyId) {
    return Optional.ofNullable(sessions.get(accessKeyId));
  }

  /** Opens a session of a role. */
  public Session open(
      Role role,
      String sessionName,
      Duration duration,
      @Nullable String sourceIdentity,
      @Nullable String policy,
      List<String> policyArns) {
    var number = sequence.incrementAndGet();
    var now = world.now();
    var seed = Digest.of(role.arn() + "/" + sessionName + "/" + number + "/" + now).hex();
    var session =
        new Session(
            "ASIA" + seed.substring(0, 16).toUpperCase(Locale.ROOT),
            "twin-" + seed,
            role.accountId(),
            role.name(),
            sessionName,
            now.plus(duration),
            sourceIdentity,
            policy,
            List.copyOf(policyArns),
            number);
    var changes = new ArrayList<WorldStore.Change>();
    changes.add(TwinWorld.put("session/" + session.accessKeyId(), session));
    var old = expiredBefore(now.minus(KEPT_AFTER_EXPIRY));
    old.forEach(key -> changes.add(WorldStore.Change.delete("session/" + key)));
    world.commit(changes);
    sessions.put(session.accessKeyId(), session);
    sessions.keySet().removeAll(old);
    return session;
  }

  private List<String> expiredBefore(Instant limit) {
    if (sequence.get() % 256 != 0) {
      return List.of(); // now and then is enough
    }
    return sessions.values().stream()
        .filter(s -> s.expiresAt().isBefore(limit))
        .map(Session::accessKeyId)
        .toList();
  }

  /** The id that IAM gives to a role. */
  public static String roleId(String accountId, String roleName) {
    return "AROA"
        + Digest.of("role/" + accountId + "/" + roleName)
            .hex()
            .substring(0, 17)
            .toUpperCase(Locale.ROOT);
  }

  private static String key(Role role) {
    return "role/" + role.accountId() + "/" + role.name();
  }
}
