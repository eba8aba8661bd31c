package io.coreautomation.framework.coordinates;

import java.util.Locale;

/** How deep coordinates go. */
public enum Scope {
  CLIENT,
  PORTFOLIO,
  APP,
  BRANCH,
  BUILD,
  COMPONENT;

  /** Lower case, as in keys and messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
