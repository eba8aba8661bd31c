package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.output.Style;
import io.coreautomation.cli.progress.Rows;
import io.coreautomation.cli.progress.RunText;
import io.coreautomation.db.account.Account;
import io.coreautomation.framework.json.Json;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code core outputs RUN}. */
@Command(
    name = "outputs",
    description = "Shows the outputs of a run's actions.",
    footer = {"", "Example:", "  core outputs 7c41d09e --output json"})
public final class OutputsVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private RunArgument run = new RunArgument();

  public OutputsVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var screen = common.screen(surroundings);
    try (var registry = world.registry(surroundings, screen)) {
      var view = run.viewIn(registry);
      var names =
          registry.accounts().stream().collect(Collectors.toMap(Account::id, Account::name));
      var lines = RunText.outputs(view, new Rows(view, names, false, Style.PLAIN));
      screen.lines(lines);
      if (lines.isEmpty()) {
        screen.talk("run " + view.run().id().shortId() + " has no outputs");
      }
      var document = Json.object().put("run", view.run().id().text());
      var outputs = document.putObject("outputs");
      view.actions().stream()
          .filter(action -> !action.outputs().isEmpty())
          .forEach(action -> outputs.set(action.id(), Json.tree(action.outputs())));
      screen.document(document);
      return 0;
    }
  }
}
