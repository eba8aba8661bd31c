package io.coreautomation.framework.run;

import com.fasterxml.jackson.annotation.JsonValue;

/** What came of asking the registry in place of AWS whether a target is as it should be. */
public enum Trust {
  UNCHANGED("unchanged", "unchanged by registry"),
  NO_ROW("noRow", "not in the registry"),
  OTHER_OWNER("otherOwner", "of another owner"),
  NOT_COMPLETE("notComplete", "not complete when last seen"),
  NOT_DIGEST_SAFE("notDigestSafe", "not digest-safe"),
  NO_OUTPUTS("noOutputs", "without outputs in the registry"),
  CHANGED_IN_THIS_RUN("changedInThisRun", "changed by this very run");

  private final String word;
  private final String text;

  Trust(String word, String text) {
    this.word = word;
    this.text = text;
  }

  @JsonValue
  public String word() {
    return word;
  }

  /** For people, after a number. */
  public String text() {
    return text;
  }
}
