package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.framework.task.TaskVerb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core run DIR}. */
@Command(
    name = "run",
    description = "Deploys a package and follows the run to its end.",
    footer = {"", "Example:", "  core run examples/landing-zone"})
public final class RunVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private PackageOptions pack = new PackageOptions();
  @Mixin private TaskFlags flags = new TaskFlags();
  @Mixin private ConsentFlag consent = new ConsentFlag();
  @Mixin private RegistryFlag registry = new RegistryFlag();

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "what to do with the package: deploy (the default), teardown, …")
  private TaskVerb task = TaskVerb.DEPLOY;

  public RunVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return new TaskCall(surroundings, common, world, pack, flags, consent.consent(surroundings))
        .carryOut(task, registry.isTrusted());
  }
}
