package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.folder.KindStarter;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code core kinds new NAME}. */
@Command(
    name = "new",
    description = {
      "Makes the project of a kind of one's own, in a folder of its name: a start that",
      "works, with the test that holds it to the contract of kinds.",
      "Never overwrites a folder."
    },
    footer = {
      "",
      "Example:",
      "  core kinds new ACME::DoThis",
      "  core kinds new ACME::DoThis --lambda"
    })
public final class KindsNewVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private KindOptions kinds = new KindOptions();

  @Option(
      names = "--lambda",
      description = "a function of Lambda serves it, and a file declares it; else it is in a jar")
  private boolean lambda;

  @Parameters(paramLabel = "NAME", description = "the kind's name, such as ACME::DoThis")
  private String name = "";

  public KindsNewVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var screen = common.screen(surroundings);
    var starter = new KindStarter(name, VersionVerb.version());
    requireNew();
    var directory = surroundings.directory();
    var files = lambda ? starter.writeFunction(directory) : starter.writeJar(directory);
    files.forEach(file -> screen.line("wrote  " + file));
    screen.line("next   mvn -f " + starter.folder() + " package");
    screen.document(Json.object().set("written", Json.tree(files)));
    return 0;
  }

  /** A name that could not be used beside those that are there would be found out too late. */
  private void requireNew() {
    var own = kinds.own(surroundings);
    own.kinds()
        .catalog()
        .alike(name)
        .ifPresent(
            other -> {
              throw new ProblemException(
                  Problem.of(
                      ProblemCode.NAME_DUPLICATE,
                      "'"
                          + name
                          + "' is spelled like '"
                          + other.name()
                          + "', which is from "
                          + own.from(other.name()),
                      "Choose another name: each spelling means one kind."));
            });
  }
}
