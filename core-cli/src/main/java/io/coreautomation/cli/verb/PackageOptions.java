package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.folder.CoreFile;
import io.coreautomation.cli.folder.PackageDirectory;
import io.coreautomation.framework.task.Deployment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The package that a verb works on. */
final class PackageOptions {
  @Parameters(paramLabel = "DIR", description = "the folder of the package")
  private String directory = "";

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

  PackageDirectory folder(Surroundings surroundings) {
    return PackageDirectory.open(surroundings.directory(), directory);
  }

  Deployment deployment(PackageDirectory folder, boolean withBuild) {
    return folder.deployment(
        new CoreFile(client, portfolio, app, branch, build, environment), withBuild);
  }
}
