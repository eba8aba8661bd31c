package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.folder.PackageDirectory;
import io.coreautomation.framework.task.Deployment;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The package that a verb works on. */
final class PackageOptions {
  @Parameters(paramLabel = "DIR", description = "the folder of the package")
  private String directory = "";

  @Mixin private CoordinateOptions coordinates = new CoordinateOptions();

  PackageDirectory folder(Surroundings surroundings) {
    return PackageDirectory.open(surroundings.directory(), directory);
  }

  Deployment deployment(PackageDirectory folder, boolean withBuild) {
    return coordinates.deployment(folder, withBuild);
  }
}
