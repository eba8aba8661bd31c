package io.coreautomation.execute.kind.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.KindDescriptionBuilder;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.Change;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings users to what is wanted: the two kinds that do so differ in whose users they take. */
abstract sealed class UserKind implements ActionHandler<UserParams> permits CreateUser, PutUser {
  private final boolean adopts;

  /**
   * @param adopts whether users of others are changed, too
   */
  UserKind(boolean adopts) {
    this.adopts = adopts;
  }

  /** What both say of themselves. */
  static KindDescriptionBuilder<UserParams> described(String name, String doc) {
    return KindDescription.of(name, UserParams.class, doc)
        .global()
        .attended()
        .repeatability(new Repeatability.Findable("the users' names and what their policies say"))
        .permissions(
            "iam:GetUser",
            "iam:CreateUser",
            "iam:GetUserPolicy",
            "iam:PutUserPolicy",
            "iam:DeleteUserPolicy",
            "iam:PutUserPermissionsBoundary")
        .usual(Duration.ofSeconds(10))
        .output("users", "the names of the users, with commas between")
        .output("createdUsers", "of these, who was created")
        .output("changedUsers", "of these, who was changed")
        .example(
            """
            userNames: [ann, ben]
            roles: [deployer]
            """);
  }

  private UserSetup setup(ActionContext context, UserParams params) {
    return new UserSetup(context, Users.of(context), params, adopts);
  }

  @Override
  public Progress preview(ActionContext context, UserParams params) {
    return setup(context, params).preview();
  }

  @Override
  public Progress start(ActionContext context, UserParams params) {
    return setup(context, params).begin();
  }

  @Override
  public Progress check(ActionContext context, UserParams params, ObjectNode handle) {
    return setup(context, params).goOn(handle);
  }

  /** It is less to have it all than to know half of it. */
  @Override
  public Progress cancel(ActionContext context, UserParams params, ObjectNode handle) {
    return check(context, params, handle);
  }

  @Override
  public List<String> locks(UserParams params, @Nullable Target target) {
    return Users.locks(target);
  }

  @Override
  public Compensation compensation(UserParams params, Change change, @Nullable ObjectNode before) {
    return switch (change) {
      case CREATE -> ofCreation(params);
      case UPDATE ->
          before != null && read(before).userNames().containsAll(params.userNames())
              ? new Compensation.By(describe().name(), before)
              : new Compensation.Irreversible(
                  "has changed users, or created some beside others, and how each was before is not"
                      + " known");
      case REPLACE, DELETE, NO_CHANGE, NONE, UNKNOWN -> new Compensation.Nothing();
    };
  }

  private UserParams read(ObjectNode before) {
    return describe().bindOrThrow(Nodes.of(before, Source.ofFile(describe().name())));
  }

  /** How the creation of all of the users is taken back. */
  abstract Compensation ofCreation(UserParams params);
}
