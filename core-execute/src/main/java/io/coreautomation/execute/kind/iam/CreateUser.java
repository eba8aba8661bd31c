package io.coreautomation.execute.kind.iam;

import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.framework.json.Json;

/** Creates users of this deployment, or brings those who are there to what is wanted. */
public final class CreateUser extends UserKind {
  public CreateUser() {
    super(false);
  }

  @Override
  public KindDescription<UserParams> describe() {
    return described(
            "AWS::CreateUser",
            "Creates users who may assume roles, or changes those of this deployment.")
        .inverse("AWS::DeleteUser")
        .compensation(
            "users who were created are deleted, unless some of them were there before; those who"
                + " were changed get what the last successful run gave them")
        .build();
  }

  @Override
  Compensation ofCreation(UserParams params) {
    return new Compensation.By(
        "AWS::DeleteUser", Json.object().set("userNames", Json.tree(params.userNames())));
  }
}
