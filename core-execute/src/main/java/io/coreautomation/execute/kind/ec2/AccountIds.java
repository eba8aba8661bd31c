package io.coreautomation.execute.kind.ec2;

import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.List;

/** Accounts that an image is for. */
final class AccountIds {
  private AccountIds() {}

  static void check(String field, List<String> accounts) {
    if (accounts.isEmpty()) {
      throw new InvalidFieldException(field, "no account is named", "Add the id of an account.");
    }
    for (int i = 0; i < accounts.size(); i++) {
      if (!accounts.get(i).matches("[0-9]{12}")) {
        throw new InvalidFieldException(
            field,
            i,
            "'" + accounts.get(i) + "' is not the id of an account",
            "Write its twelve digits, in quotes.");
      }
    }
  }
}
