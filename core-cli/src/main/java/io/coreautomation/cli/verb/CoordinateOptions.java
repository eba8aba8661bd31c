package io.coreautomation.cli.verb;

import io.coreautomation.cli.folder.CoreFile;
import io.coreautomation.cli.folder.PackageDirectory;
import io.coreautomation.framework.task.Deployment;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a package's {@code core.yaml} says, said otherwise. */
final class CoordinateOptions {
  @Option(names = "--client", paramLabel = "NAME", description = "overrides core.yaml")
  private @Nullable String client;

  @Option(names = "--portfolio", paramLabel = "NAME", description = "overrides core.yaml")
  private @Nullable String portfolio;

  @Option(names = "--app", paramLabel = "NAME", description = "overrides core.yaml")
  private @Nullable String app;

  @Option(names = "--branch", paramLabel = "NAME", description = "overrides core.yaml and git")
  private @Nullable String branch;

  @Option(names = "--build", paramLabel = "ID", description = "overrides core.yaml and git")
  private @Nullable String build;

  @Option(names = "--environment", paramLabel = "NAME", description = "overrides core.yaml")
  private @Nullable String environment;

  /** Whether anything is said otherwise. */
  boolean areGiven() {
    return Stream.of(client, portfolio, app, branch, build, environment).anyMatch(Objects::nonNull);
  }

  Deployment deployment(PackageDirectory folder, boolean withBuild) {
    return folder.deployment(
        new CoreFile(client, portfolio, app, branch, build, environment), withBuild);
  }
}
