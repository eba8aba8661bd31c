package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.output.Screen;
import io.coreautomation.cli.platform.Platform;
import io.coreautomation.cli.platform.Registry;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.framework.action.OnLocked;
import io.coreautomation.local.embedded.EmbeddedSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which world a verb works on. */
final class WorldOptions {
  private static final String INSTANT = "instant";

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "where the world is kept; by default the nearest .core")
  private @Nullable Path home;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description = "work on an emulator that speaks AWS's wire, instead of the twin")
  private @Nullable URI endpoint;

  @Option(
      names = "--pace",
      arity = "0..1",
      paramLabel = "PACE",
      parameterConsumer = Pace.class,
      description = "let the twin's time pass: real, or x60 for a minute a second")
  private String pace = INSTANT;

  @Mixin private KindOptions kinds = new KindOptions();

  /** Opens it, and says which it is. */
  Platform open(Surroundings surroundings, Screen screen) {
    var platform = surroundings.platforms().open(working(surroundings));
    screen.world(platform.world());
    return platform;
  }

  /** Opens it as soon as no other process has it, or refuses at once. */
  Platform open(Surroundings surroundings, Screen screen, @Nullable OnLocked onLocked) {
    if (onLocked == OnLocked.FAIL) {
      return open(surroundings, screen);
    }
    var settings = working(surroundings);
    var platform =
        surroundings
            .platforms()
            .openInLine(
                settings,
                holder ->
                    screen.talk(
                        "waiting: "
                            + holder
                            + " has the world in "
                            + surroundings.shown(settings.home())));
    screen.world(platform.world());
    return platform;
  }

  /** Opens what can be asked whoever has the world, and says which world it is. */
  Registry registry(Surroundings surroundings, Screen screen) {
    var registry = surroundings.platforms().registry(settings(surroundings));
    screen.world(registry.world());
    return registry;
  }

  /** Opens the world of a registry that is open: which it is has been said. */
  Platform takeOver(Surroundings surroundings) {
    return surroundings.platforms().open(working(surroundings));
  }

  /** The options that name this world, for a call that a person may copy; empty for the usual. */
  String hint() {
    return (home == null ? "" : " --home " + home)
        + (endpoint == null ? "" : " --endpoint-url " + endpoint)
        + kinds.hint();
  }

  /** The kinds that there are in it. */
  Kinds kinds(Surroundings surroundings) {
    return kinds.own(surroundings).kinds();
  }

  /** For what works in it. Who only looks needs no kind, and is kept from nothing by a bad jar. */
  private EmbeddedSettings working(Surroundings surroundings) {
    return settings(surroundings).withKinds(kinds(surroundings));
  }

  private EmbeddedSettings settings(Surroundings surroundings) {
    var folder = home == null ? surroundings.home() : surroundings.directory().resolve(home);
    return new EmbeddedSettings(folder.normalize(), endpoint, pace, "local:" + surroundings.user());
  }

  /** Takes the next argument only if it is a pace: a folder may follow the bare option. */
  static final class Pace implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
      var given = !arguments.isEmpty() && arguments.peek().matches("instant|real|x[1-9][0-9]{0,5}");
      option.setValue(given ? arguments.pop() : "real");
    }
  }
}
