package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.output.Screen;
import io.coreautomation.cli.platform.Registry;
import io.coreautomation.cli.progress.RunSummary;
import io.coreautomation.cli.run.Attendance;
import io.coreautomation.cli.run.RunFollower;
import io.coreautomation.db.command.ActionEnd;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.execute.operate.Wish;
import io.coreautomation.framework.coordinates.RunId;
import org.jspecify.annotations.Nullable;

/** A call that asks something of a run and follows it: what the operators' verbs share. */
record RunCall(
    Surroundings surroundings, CommonOptions common, WorldOptions world, RunOptions options) {

  /** Asks for the run as a whole. */
  int ask(RunArgument run, Verb verb, State wanted) {
    return ask(run, verb, null, null, wanted);
  }

  /**
   * Asks, and unless told otherwise follows the run.
   *
   * @param wanted where the run should get
   */
  int ask(
      RunArgument run, Verb verb, @Nullable String action, @Nullable ActionEnd as, State wanted) {
    var screen = common.screen(surroundings);
    try (var registry = world.registry(surroundings, screen)) {
      var row = run.in(registry);
      return ask(registry, screen, row, verb, action, as, wanted);
    }
  }

  int ask(
      Registry registry,
      Screen screen,
      RunRow row,
      Verb verb,
      @Nullable String action,
      @Nullable ActionEnd as,
      State wanted) {
    if (!options.noWait() && registry.holder().isEmpty()) {
      // This process will have to see to it: better not asked than left undone.
      registry.requireKinds(row, world.kinds(surroundings));
    }
    var answer =
        registry.request(
            new Wish(
                row.runId(), verb, action, as, options.reason(), "local:" + surroundings.user()));
    screen.talk(answer.text());
    if (answer.command() == null) {
      var view = registry.view(row.runId());
      new RunFollower(surroundings, screen, registry, world.hint()).show(view);
      screen.document(view.json());
      return 0;
    }
    if (options.noWait()) {
      screen.talk(
          registry
              .holder()
              .map(holder -> "the run sees to it in " + holder)
              .orElse("the run sees to it when it goes on: core resume " + of(row.runId())));
      screen.document(registry.view(row.runId()).json());
      return 0;
    }
    var exit = attend(registry, screen, row.runId(), wanted);
    registry.outcome(answer.command()).ifPresent(screen::talk);
    return exit;
  }

  /** Follows a run, and carries it out where nobody else does. */
  int attend(Registry registry, Screen screen, RunId run, State wanted) {
    return new Attendance(
            surroundings,
            screen,
            registry,
            () -> world.takeOver(surroundings),
            world.hint(),
            wanted)
        .attend(run);
  }

  /** Shows a run as it goes on, and leaves it alone. */
  int watch(Registry registry, Screen screen, RunId run) {
    var view = new RunFollower(surroundings, screen, registry, world.hint()).follow(run);
    screen.document(view.json());
    if (!registry.find(run.text()).isTerminal() && registry.holder().isEmpty()) {
      screen.talk("nobody works on run " + run.shortId() + ": core resume " + of(run));
    }
    return new RunSummary(view).exitCode();
  }

  private String of(RunId run) {
    return run.shortId() + world.hint();
  }
}
