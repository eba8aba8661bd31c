package io.coreautomation.execute.kind.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.run.Change;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings users to what is wanted, whoever made them. A teardown leaves them. */
public final class PutUser implements ActionHandler<UserParams> {
  @Override
  public KindDescription<UserParams> describe() {
    return KindDescription.of(
            "AWS::PutUser",
            UserParams.class,
            "Lets users assume roles, whoever made them; those who are not there are created.")
        .targeted()
        .repeatability(new Repeatability.Findable("the users' names and what their policies say"))
        .permissions(
            "iam:GetUser",
            "iam:CreateUser",
            "iam:GetUserPolicy",
            "iam:PutUserPolicy",
            "iam:DeleteUserPolicy",
            "iam:PutUserPermissionsBoundary")
        .compensation(
            "users who were changed get what the last successful run gave them; those who were"
                + " created stay")
        .usual(Duration.ofSeconds(10))
        .output("users", "the names of the users, with commas between")
        .output("createdUsers", "of these, who was created")
        .output("changedUsers", "of these, who was changed")
        .example(
            """
            userNames: [ann, ben]
            roles: [deployer]
            permissionsBoundary: arn:aws:iam::210000000011:policy/people
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, UserParams params) {
    return UserSetup.of(context, params, true).preview();
  }

  @Override
  public Progress start(ActionContext context, UserParams params) {
    return UserSetup.of(context, params, true).begin();
  }

  @Override
  public Progress check(ActionContext context, UserParams params, ObjectNode handle) {
    return UserSetup.of(context, params, true).goOn(handle);
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
      case CREATE -> new Compensation.Irreversible("has created users, who stay");
      case UPDATE ->
          before == null
              ? new Compensation.Irreversible(
                  "has changed users, and what they could do before is not known")
              : new Compensation.By("AWS::PutUser", before);
      case REPLACE, DELETE, NO_CHANGE, NONE, UNKNOWN -> new Compensation.Nothing();
    };
  }
}
