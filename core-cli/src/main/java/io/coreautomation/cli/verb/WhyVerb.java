package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.folder.Git;
import io.coreautomation.cli.progress.WhyText;
import io.coreautomation.framework.provenance.KnownErrors;
import io.coreautomation.framework.provenance.Provenance;
import io.coreautomation.framework.run.RunView;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code core why RUN}. */
@Command(
    name = "why",
    description = {
      "Tells why a run failed, or one action of it: what AWS said, the resource, the lines of",
      "template and deployspec that it comes from, and what usually mends it."
    },
    footer = {"", "Example:", "  core why 7c41d09e app/210000000011/eu-west-1"})
public final class WhyVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private RunArgument run = new RunArgument();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "the id of one action; by default each that failed")
  private @Nullable String action;

  public WhyVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var screen = common.screen(surroundings);
    try (var registry = world.registry(surroundings, screen)) {
      var view = run.viewIn(registry);
      var asked = action == null ? view.actions() : List.of(view.action(action));
      var why = Provenance.of(view.run(), commit(view.run()), asked, KnownErrors.shipped());
      screen.lines(action == null ? WhyText.of(why) : WhyText.of(why, asked.getFirst()));
      screen.document(why.json());
      return 0;
    }
  }

  /** A build is called by the commit it was made of unless somebody calls it otherwise. */
  private @Nullable String commit(RunView.Run asked) {
    var build = asked.coordinates().build();
    return build == null ? null : new Git(surroundings.directory()).commit(build).orElse(null);
  }
}
