package io.coreautomation.framework.coordinates;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a deployment stands: client, portfolio, app, branch, build, component; filled from the left
 * without gaps.
 *
 * @param branch as git names it; keys and PRNs hold its short name
 */
public record Coordinates(
    String client,
    String portfolio,
    @Nullable String app,
    @Nullable String branch,
    @Nullable String build,
    @Nullable String component) {
  /** What {@link #isName} holds a name to, for messages. */
  public static final String NAME_RULE =
      "Use up to 31 lower-case letters, digits and '-', beginning with a letter.";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
  private static final Pattern BUILD = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /** Lower-cases, and refuses gaps and names that no key or PRN can hold. */
  public Coordinates {
    client = named("client", client.toLowerCase(Locale.ROOT), NAME);
    portfolio = named("portfolio", portfolio.toLowerCase(Locale.ROOT), NAME);
    if (app != null) {
      app = named("app", app.toLowerCase(Locale.ROOT), NAME);
    }
    if (branch != null) {
      after("branch", app, "app");
      if (branch.isBlank()) {
        throw new InvalidCoordinateException("branch", "the branch is empty", "Name a branch.");
      }
    }
    if (build != null) {
      after("build", branch, "branch");
      build = named("build", build.toLowerCase(Locale.ROOT), BUILD);
    }
    if (component != null) {
      after("component", build, "build");
      component = named("component", component.toLowerCase(Locale.ROOT), BUILD);
    }
  }

  /** The deepest level that is filled. */
  @JsonIgnore
  public Scope scope() {
    if (component != null) {
      return Scope.COMPONENT;
    }
    if (build != null) {
      return Scope.BUILD;
    }
    if (branch != null) {
      return Scope.BRANCH;
    }
    return app != null ? Scope.APP : Scope.PORTFOLIO;
  }

  @JsonIgnore
  public Prn prn() {
    return Prn.of(this);
  }

  /**
   * The part of an object key that stands for these coordinates: {@code web/shop/main/42}; not
   * deeper than the build.
   */
  @JsonIgnore
  public String path() {
    var path = new StringBuilder(portfolio);
    if (app != null) {
      path.append('/').append(app);
    }
    if (branch != null) {
      path.append('/').append(BranchName.shortName(branch));
    }
    if (build != null) {
      path.append('/').append(build);
    }
    return path.toString();
  }

  /** Whether a client, portfolio or app may be called so. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  private static String named(String level, String value, Pattern allowed) {
    if (!allowed.matcher(value).matches()) {
      throw new InvalidCoordinateException(
          level,
          "'" + value + "' is no name for a " + level,
          allowed == BUILD
              ? "Use up to 64 lower-case letters, digits, '.', '_' and '-', beginning with a letter"
                  + " or digit."
              : NAME_RULE);
    }
    return value;
  }

  private static void after(String level, @Nullable String parent, String parentLevel) {
    if (parent == null) {
      throw new InvalidCoordinateException(
          level,
          "a " + level + " is given without its " + parentLevel,
          "Give the " + parentLevel + ", too.");
    }
  }

  /** A level that cannot be. */
  public static final class InvalidCoordinateException extends IllegalArgumentException {
    private final String level;
    private final String mend;

    InvalidCoordinateException(String level, String message, String mend) {
      super(message);
      this.level = level;
      this.mend = mend;
    }

    public String level() {
      return level;
    }

    public String mend() {
      return mend;
    }
  }
}
