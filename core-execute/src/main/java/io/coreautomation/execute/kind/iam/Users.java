package io.coreautomation.execute.kind.iam;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.OwnerTag;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/** The users of an account, as the kinds of this package see them. */
record Users(ActionContext context, IamClient iam) {
  /** Source: CreateUser, {@code UserName}. */
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");

  static Users of(ActionContext context) {
    return new Users(context, context.client(IamClient.class));
  }

  /** Names the users of an account, whom one action of any region at a time changes. */
  static List<String> locks(@Nullable Target target) {
    return List.of("iam/" + Objects.requireNonNull(target, "users have an account").account());
  }

  static void checkNames(List<String> names) {
    if (names.isEmpty()) {
      throw new InvalidFieldException("userNames", "nobody is named", "Add the name of a user.");
    }
    for (int i = 0; i < names.size(); i++) {
      if (!NAME.matcher(names.get(i)).matches()) {
        throw new InvalidFieldException(
            "userNames",
            i,
            "'" + names.get(i) + "' is not a user's name",
            "Use up to 64 letters, digits and any of _+=,.@-");
      }
    }
  }

  /** Those of the names who are there. */
  List<User> find(List<String> names) {
    return names.stream().distinct().flatMap(name -> find(name).stream()).toList();
  }

  Optional<User> find(String name) {
    try {
      return Optional.of(iam.getUser(r -> r.userName(name)).user());
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    }
  }

  /** Says whose what is made is. */
  Tag ownerTag() {
    return Tag.builder().key(OwnerTag.KEY).value(context.owner().text()).build();
  }

  boolean isOurs(User user) {
    return owner(user).filter(context.owner().text()::equals).isPresent();
  }

  private static Optional<String> owner(User user) {
    return user.tags().stream()
        .filter(tag -> tag.key().equals(OwnerTag.KEY))
        .map(Tag::value)
        .findFirst();
  }

  /**
   * Why users who are not ours are left alone; nothing if all are.
   *
   * @param mend how they are not
   */
  Optional<Problem> foreign(List<User> users, String mend) {
    return users.stream()
        .filter(user -> !isOurs(user))
        .findFirst()
        .map(
            user ->
                Problem.of(
                    ProblemCode.CONFLICT,
                    OwnerTag.notOurs(
                        "the user '" + user.userName() + "' of " + context.target().account(),
                        owner(user).orElse(""),
                        context.owner()),
                    mend));
  }
}
