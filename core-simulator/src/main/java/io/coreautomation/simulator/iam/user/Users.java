package io.coreautomation.simulator.iam.user;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.iam.user.User.Belonging;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** The users of a world. They are of an account, in whatever region their callers are. */
final class Users {
  /** Behind a prefix: IAM wants 24 characters of a certificate's id, fewer of others. */
  private static final int ID_LENGTH = 22;

  private static final String GLOBAL = "global";
  private static final int PAGE = 20;

  private final TwinWorld world;
  private final Documents<User> users;

  /** Part of a list, with where the rest begins; null at the end. */
  record Page<T>(List<T> items, @Nullable String marker) {
    static <T> Page<T> of(List<T> all, @Nullable String marker) {
      var from = marker == null ? 0 : Integer.parseInt(marker);
      var to = Math.min(all.size(), from + PAGE);
      return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
    }

    boolean isTruncated() {
      return marker != null;
    }
  }

  Users(TwinWorld world) {
    this.world = world;
    this.users = new Documents<>(world, "iam/user", User.class);
  }

  TwinWorld world() {
    return world;
  }

  private static String key(Caller caller, String name) {
    return caller.accountId() + "/" + name;
  }

  Optional<User> find(Caller caller, String name) {
    return users.get(key(caller, name));
  }

  User existing(Caller caller, String name) {
    return find(caller, name).orElseThrow(() -> missing("user with name " + name));
  }

  /** All of the caller's account. */
  List<User> of(Caller caller) {
    return users.under(key(caller, ""));
  }

  /** What a user has of a kind, from a marker on. */
  Page<String> page(Caller caller, String name, Belonging what, @Nullable String marker) {
    return Page.of(existing(caller, name).all(what), marker);
  }

  void create(Caller caller, User user) {
    world.alone(
        caller.accountId(),
        GLOBAL,
        () -> {
          if (users.get(key(caller, user.name())).isPresent()) {
            throw exists("User with name " + user.name());
          }
          users.put(key(caller, user.name()), user);
          return user;
        });
  }

  void change(Caller caller, String name, UnaryOperator<User> change) {
    world.alone(
        caller.accountId(),
        GLOBAL,
        () -> {
          var changed = change.apply(existing(caller, name));
          users.put(key(caller, name), changed);
          return changed;
        });
  }

  /** Gives a user something, and returns its id: the same in each run of a test. */
  String give(Caller caller, String name, Belonging what, String prefix) {
    var number = existing(caller, name).all(what).size() + 1;
    var own = Digest.of(what + "/" + name + "/" + number).hex().substring(0, ID_LENGTH);
    var id = prefix + own.toUpperCase(Locale.ROOT);
    change(caller, name, user -> user.with(what, id));
    return id;
  }

  void take(Caller caller, String name, Belonging what, String id) {
    change(
        caller,
        name,
        user -> {
          if (!user.all(what).contains(id)) {
            throw missing(id + " of the user " + name);
          }
          return user.without(what, id);
        });
  }

  /** Deletes a user who has nothing any more. */
  void delete(Caller caller, String name) {
    world.alone(
        caller.accountId(),
        GLOBAL,
        () -> {
          var user = existing(caller, name);
          var in = new ArrayList<String>();
          if (!user.policies().isEmpty()) {
            in.add("delete policies");
          }
          for (var what : Belonging.values()) {
            if (!user.all(what).isEmpty()) {
              in.add(what.remedy());
            }
          }
          if (!in.isEmpty()) {
            throw Refusal.of(
                DeleteConflictException.builder(),
                "Iam",
                409,
                "DeleteConflict",
                "Cannot delete entity, must " + in.getFirst() + " first.");
          }
          users.delete(key(caller, name));
          return user;
        });
  }

  /** A refusal: {@code The user with name ann cannot be found.} */
  static AwsServiceException missing(String what) {
    return Refusal.of(
        NoSuchEntityException.builder(),
        "Iam",
        404,
        "NoSuchEntity",
        "The " + what + " cannot be found.");
  }

  /** A refusal: {@code User with name ann already exists.} */
  static AwsServiceException exists(String what) {
    return Refusal.of(
        EntityAlreadyExistsException.builder(),
        "Iam",
        409,
        "EntityAlreadyExists",
        what + " already exists.");
  }
}
