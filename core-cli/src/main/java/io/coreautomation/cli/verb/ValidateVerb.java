package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.task.TaskVerb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code core validate DIR}. */
@Command(
    name = "validate",
    description = {
      "Checks a package and reports all that is wrong with it.",
      "A package with a registry.yaml is checked without any world."
    },
    footer = {"", "Example:", "  core validate examples/hello"})
public final class ValidateVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private PackageOptions pack = new PackageOptions();

  public ValidateVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var folder = pack.folder(surroundings);
    var screen = common.screen(surroundings);
    var compiled = new Checking(surroundings, world, pack).compile(folder, screen, TaskVerb.DEPLOY);
    compiled.notes().forEach(note -> screen.talk("note: " + note.text()));
    var actions = compiled.list().actions().size();
    screen.line(folder.name() + " is sound: " + actions + (actions == 1 ? " action" : " actions"));
    screen.document(
        Json.object()
            .put("valid", true)
            .put("actions", actions)
            .put("list", compiled.list().digest().toString()));
    return 0;
  }
}
