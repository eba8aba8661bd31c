package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.output.TextTable;
import io.coreautomation.framework.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code core compile DIR}. */
@Command(
    name = "compile",
    description = "Shows the action list that a package compiles to; starts nothing.",
    footer = {"", "Example:", "  core compile examples/landing-zone --output json"})
public final class CompileVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private PackageOptions pack = new PackageOptions();
  @Mixin private CompiledTask task = new CompiledTask();

  public CompileVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var folder = pack.folder(surroundings);
    var screen = common.screen(surroundings);
    var compiled = new Checking(surroundings, world, pack).compile(folder, screen, task.verb());
    compiled.notes().forEach(note -> screen.talk("note: " + note.text()));
    var list = compiled.list();
    var table = new TextTable("ACTION", "KIND", "FROM", "WAITS FOR");
    list.actions()
        .forEach(
            action ->
                table.add(
                    action.id(),
                    action.kind(),
                    action.source().file() + ":" + action.source().line(),
                    String.join(", ", action.dependsOn())));
    screen.lines(table.lines());
    screen.line("");
    var actions = list.actions().size();
    screen.line(actions + (actions == 1 ? " action" : " actions") + " · " + list.digest());
    screen.document(Json.tree(list));
    return 0;
  }
}
