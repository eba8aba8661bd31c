package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core unlock --run RUN}. */
@Command(
    name = "unlock",
    description =
        "Takes the locks from a run that has ended without releasing them. It asks first.",
    footer = {"", "Example:", "  core unlock --run 7c41d09e --reason 'its machine is gone'"})
public final class UnlockVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private ConsentFlag consent = new ConsentFlag();

  @Option(
      names = "--run",
      required = true,
      paramLabel = "RUN",
      description = "the beginning or end of its id")
  private String run = "";

  @Option(
      names = "--force",
      description = "even if the run is not at its end: it may be changing what they protect")
  private boolean force;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, for who reads it later")
  private @Nullable String reason;

  public UnlockVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var screen = common.screen(surroundings);
    try (var registry = world.registry(surroundings, screen)) {
      var id = registry.find(run).runId();
      requireConsent(id);
      var released = registry.unlock(id, force, reason, "local:" + surroundings.user());
      screen.lines(released.stream().map(lock -> "released  " + lock.name()).toList());
      if (released.isEmpty()) {
        screen.talk("run " + id.shortId() + " holds no lock");
      }
      var document = Json.object().put("run", id.text());
      var names = document.putArray("released");
      released.forEach(lock -> names.add(lock.name()));
      screen.document(document);
      return 0;
    }
  }

  private void requireConsent(RunId id) {
    if (!consent.consent(surroundings).to("Take all locks from run " + id.shortId() + "?")) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.NOT_ALLOWED,
              "run " + id.shortId() + " keeps its locks: nobody said yes",
              "Add --yes if nobody can be asked."));
    }
  }
}
