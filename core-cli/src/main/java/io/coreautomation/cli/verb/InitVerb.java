package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.folder.Starter;
import io.coreautomation.framework.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code core init DIR}. */
@Command(
    name = "init",
    description = {
      "Makes a package of a folder of CloudFormation templates: writes core.yaml,",
      "registry.yaml and a deployspec.yaml with one action a template.",
      "Never overwrites a file."
    },
    footer = {"", "Example:", "  core init shop"})
public final class InitVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "DIR", description = "the folder that holds the templates")
  private String directory = "";

  public InitVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var screen = common.screen(surroundings);
    var written = new Starter(surroundings.directory(), directory).write();
    written.files().forEach(file -> screen.line("wrote  " + file));
    written.kept().forEach(file -> screen.line("kept   " + file));
    written.open().forEach(problem -> screen.talk(problem.text()));
    screen.line("next   core validate " + directory);
    var document = Json.object();
    document.set("written", Json.tree(written.files()));
    document.set("kept", Json.tree(written.kept()));
    screen.document(document);
    return 0;
  }
}
