package io.coreautomation.simulator.iam.user;

import io.coreautomation.framework.json.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A user as it is written down.
 *
 * @param boundary the ARN of the policy that limits it; null if none does
 * @param policies inline, by name
 * @param belongings that must be gone before it can be deleted, by their ids
 */
record User(
    String accountId,
    String name,
    String path,
    Instant createdAt,
    @Nullable String boundary,
    Map<String, String> tags,
    Map<String, String> policies,
    Map<Belonging, List<String>> belongings) {

  /** What a user can have, in the order in which a deletion complains about it. */
  enum Belonging {
    ATTACHED_POLICY("detach all policies"),
    GROUP("remove user from groups"),
    ACCESS_KEY("delete access keys"),
    LOGIN_PROFILE("delete login profile"),
    MFA_DEVICE("deactivate MFA devices"),
    CERTIFICATE("delete signing certificates"),
    SSH_KEY("delete SSH public keys"),
    CREDENTIAL("delete service specific credentials");

    private final String remedy;

    Belonging(String remedy) {
      this.remedy = remedy;
    }

    /** What must be done, in the words of a refusal. */
    String remedy() {
      return remedy;
    }
  }

  User {
    tags = Map.copyOf(tags);
    policies = Map.copyOf(policies);
    belongings = Map.copyOf(belongings);
  }

  String arn(String partition) {
    return "arn:" + partition + ":iam::" + accountId + ":user" + path + name;
  }

  String id() {
    return "AIDA"
        + Digest.of("user/" + accountId + "/" + name)
            .hex()
            .substring(0, 17)
            .toUpperCase(Locale.ROOT);
  }

  List<String> all(Belonging what) {
    return belongings.getOrDefault(what, List.of());
  }

  User withBoundary(String policyArn) {
    return new User(accountId, name, path, createdAt, policyArn, tags, policies, belongings);
  }

  User withPolicy(String policyName, String document) {
    var all = new TreeMap<>(policies);
    all.put(policyName, document);
    return new User(accountId, name, path, createdAt, boundary, tags, all, belongings);
  }

  User withoutPolicy(String policyName) {
    var all = new TreeMap<>(policies);
    all.remove(policyName);
    return new User(accountId, name, path, createdAt, boundary, tags, all, belongings);
  }

  User with(Belonging what, String id) {
    var ids = new ArrayList<>(all(what));
    ids.remove(id);
    ids.add(id);
    return having(what, ids);
  }

  User without(Belonging what, String id) {
    return having(what, all(what).stream().filter(other -> !other.equals(id)).toList());
  }

  private User having(Belonging what, List<String> ids) {
    var all = new EnumMap<Belonging, List<String>>(Belonging.class);
    all.putAll(belongings);
    if (ids.isEmpty()) {
      all.remove(what);
    } else {
      all.put(what, List.copyOf(ids));
    }
    return new User(accountId, name, path, createdAt, boundary, tags, policies, all);
  }
}
