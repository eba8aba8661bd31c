package io.coreautomation.cli.folder;

import io.coreautomation.framework.shape.Doc;
import org.jspecify.annotations.Nullable;

/** What {@code core.yaml} may say. Everything may be left out, as options can say it, too. */
@Doc("The coordinates of a package.")
public record CoreFile(
    @Doc("the tenant") @Nullable String client,
    @Doc("the business application") @Nullable String portfolio,
    @Doc("the deployable unit") @Nullable String app,
    @Doc("the git branch; by default the one that is checked out") @Nullable String branch,
    @Doc("the version; by default git's short commit") @Nullable String build,
    @Doc("such as prod") @Nullable String environment) {
  static final String NAME = "core.yaml";
  static final CoreFile EMPTY = new CoreFile(null, null, null, null, null, null);

  /** Itself, with what {@code over} has in place of its own. */
  CoreFile overriddenBy(CoreFile over) {
    return new CoreFile(
        either(over.client, client),
        either(over.portfolio, portfolio),
        either(over.app, app),
        either(over.branch, branch),
        either(over.build, build),
        either(over.environment, environment));
  }

  private static @Nullable String either(@Nullable String first, @Nullable String second) {
    return first != null ? first : second;
  }
}
