package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.progress.RunText;
import io.coreautomation.cli.run.RunFollower;
import io.coreautomation.framework.json.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code core show RUN}. */
@Command(
    name = "show",
    description = "Shows a run, or one action of it, as it stands.",
    footer = {"", "Example:", "  core show 7c41d09e app/210000000011/eu-west-1"})
public final class ShowVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private RunArgument run = new RunArgument();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "the id of one action")
  private @Nullable String action;

  public ShowVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var screen = common.screen(surroundings);
    try (var registry = world.registry(surroundings, screen)) {
      var view = run.viewIn(registry);
      if (action != null) {
        var found = view.action(action);
        screen.lines(RunText.details(found, view.run().task()));
        screen.document(Json.objectOf(found));
      } else {
        new RunFollower(surroundings, screen, registry, world.hint()).show(view);
        screen.document(view.json());
      }
      return 0;
    }
  }
}
