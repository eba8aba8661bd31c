package io.coreautomation.framework.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /** Answers by their names, as rows have them; null if there are none. */
  public static @Nullable Map<Trust, Long> counts(Map<String, Long> byName) {
    if (byName.isEmpty()) {
      return null;
    }
    var counts = new EnumMap<Trust, Long>(Trust.class);
    byName.forEach((name, many) -> counts.put(valueOf(name), many));
    return counts;
  }
}
