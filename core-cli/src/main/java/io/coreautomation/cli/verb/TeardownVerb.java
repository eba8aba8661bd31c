package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.framework.task.TaskVerb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code core teardown DIR}. */
@Command(
    name = "teardown",
    description = {
      "Takes back what a package deployed last, in reverse order.",
      "Protected stacks are refused by name, unless --force is given."
    },
    footer = {"", "Example:", "  core teardown examples/hello"})
public final class TeardownVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private PackageOptions pack = new PackageOptions();
  @Mixin private TaskFlags flags = new TaskFlags();
  @Mixin private ConsentFlag consent = new ConsentFlag();

  public TeardownVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return new TaskCall(surroundings, common, world, pack, flags, consent.consent(surroundings))
        .carryOut(TaskVerb.TEARDOWN, false);
  }
}
