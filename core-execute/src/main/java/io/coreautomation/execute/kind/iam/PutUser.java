package io.coreautomation.execute.kind.iam;

import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;

/** Brings users to what is wanted, whoever made them. A teardown leaves them. */
public final class PutUser extends UserKind {
  public PutUser() {
    super(true);
  }

  @Override
  public KindDescription<UserParams> describe() {
    return described(
            "AWS::PutUser",
            "Lets users assume roles, whoever made them; those who are not there are created.")
        .compensation(
            "users who were changed get what the last successful run gave them; those who were"
                + " created stay")
        .build();
  }

  @Override
  Compensation ofCreation(UserParams params) {
    return new Compensation.Irreversible("has created users, who stay");
  }
}
