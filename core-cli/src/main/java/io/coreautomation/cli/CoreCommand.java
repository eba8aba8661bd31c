package io.coreautomation.cli;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.output.OutputFormat;
import io.coreautomation.cli.verb.ApplyVerb;
import io.coreautomation.cli.verb.CancelVerb;
import io.coreautomation.cli.verb.CompileVerb;
import io.coreautomation.cli.verb.InitVerb;
import io.coreautomation.cli.verb.KindsNewVerb;
import io.coreautomation.cli.verb.KindsVerb;
import io.coreautomation.cli.verb.LocksVerb;
import io.coreautomation.cli.verb.OutputsVerb;
import io.coreautomation.cli.verb.PermissionsVerb;
import io.coreautomation.cli.verb.PlanVerb;
import io.coreautomation.cli.verb.ResumeVerb;
import io.coreautomation.cli.verb.RetryVerb;
import io.coreautomation.cli.verb.RollbackVerb;
import io.coreautomation.cli.verb.RunVerb;
import io.coreautomation.cli.verb.RunsVerb;
import io.coreautomation.cli.verb.SettleVerb;
import io.coreautomation.cli.verb.ShowVerb;
import io.coreautomation.cli.verb.SkipVerb;
import io.coreautomation.cli.verb.SuspendVerb;
import io.coreautomation.cli.verb.TeardownVerb;
import io.coreautomation.cli.verb.UnlockVerb;
import io.coreautomation.cli.verb.ValidateVerb;
import io.coreautomation.cli.verb.VersionVerb;
import io.coreautomation.cli.verb.WatchVerb;
import io.coreautomation.cli.verb.WhyVerb;
import io.coreautomation.cli.verb.WorldVerb;
import io.coreautomation.db.command.ActionEnd;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.OnLocked;
import io.coreautomation.framework.task.TaskVerb;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code core}: the verbs, and how calls are carried out. */
@Command(
    name = "core",
    description = "Deploys and governs fleets of AWS accounts.",
    synopsisSubcommandLabel = "VERB",
    footer = {
      "",
      "Exit codes: 0 done, 1 the run failed, 2 the call or a file is wrong, 3 refused,",
      "4 not found, 5 timed out, 6 the plan has changes, 7 the platform failed,",
      "130 interrupted.",
      "",
      "Example:",
      "  core run examples/hello"
    })
public final class CoreCommand implements Callable<Integer> {
  private static final int WIDTH = 100;

  private final Surroundings surroundings;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean help;

  private CoreCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Carries one call out and returns its exit code. Never throws. */
  public static int execute(Surroundings surroundings, String... arguments) {
    var failures = new Failures(surroundings, OutputFormat.among(List.of(arguments)));
    try {
      return commandLine(surroundings, failures).execute(arguments);
    } catch (Error e) {
      // The parser hands exceptions on, but lets these through; no person should see their traces.
      return failures.failed(e);
    }
  }

  private static CommandLine commandLine(Surroundings surroundings, Failures failures) {
    var line = new CommandLine(new CoreCommand(surroundings));
    for (var verb : verbs(surroundings)) {
      line.addSubcommand(verb);
    }
    Objects.requireNonNull(line.getSubcommands().get("kinds"), "it was added just now")
        .addSubcommand(new KindsNewVerb(surroundings));
    return line.registerConverter(
            OutputFormat.class,
            word ->
                UnknownWordException.orThrow(
                    "format", word, OutputFormat.labels(), OutputFormat::find))
        .registerConverter(
            TaskVerb.class,
            word -> UnknownWordException.orThrow("task", word, TaskVerb.labels(), TaskVerb::find))
        .registerConverter(
            OnLocked.class,
            word ->
                UnknownWordException.orThrow(
                    "way to wait",
                    word,
                    Arrays.stream(OnLocked.values()).map(OnLocked::label).toList(),
                    label ->
                        Arrays.stream(OnLocked.values())
                            .filter(o -> o.label().equals(label))
                            .findFirst()))
        .registerConverter(
            ActionEnd.class,
            word ->
                UnknownWordException.orThrow(
                    "end of an action",
                    word,
                    List.of("complete", "failed"),
                    label ->
                        Arrays.stream(ActionEnd.values())
                            .filter(e -> e.name().equalsIgnoreCase(label))
                            .findFirst()))
        .registerConverter(
            OnFailure.class,
            word ->
                UnknownWordException.orThrow(
                    "way to go on",
                    word,
                    Arrays.stream(OnFailure.values()).map(OnFailure::label).toList(),
                    label ->
                        Arrays.stream(OnFailure.values())
                            .filter(o -> o.label().equals(label))
                            .findFirst()))
        .setUsageHelpWidth(WIDTH)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                surroundings.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
        .setOut(new PrintWriter(surroundings.out(), true))
        .setErr(new PrintWriter(surroundings.err(), true))
        .setParameterExceptionHandler((e, _) -> failures.wrongCall(e))
        .setExecutionExceptionHandler((e, _, _) -> failures.failed(e));
  }

  private static List<Callable<Integer>> verbs(Surroundings surroundings) {
    return List.of(
        new RunVerb(surroundings),
        new PlanVerb(surroundings),
        new ApplyVerb(surroundings),
        new WatchVerb(surroundings),
        new CancelVerb(surroundings),
        new SuspendVerb(surroundings),
        new ResumeVerb(surroundings),
        new RetryVerb(surroundings),
        new SkipVerb(surroundings),
        new RollbackVerb(surroundings),
        new SettleVerb(surroundings),
        new TeardownVerb(surroundings),
        new ValidateVerb(surroundings),
        new CompileVerb(surroundings),
        new PermissionsVerb(surroundings),
        new InitVerb(surroundings),
        new RunsVerb(surroundings),
        new ShowVerb(surroundings),
        new WhyVerb(surroundings),
        new LocksVerb(surroundings),
        new UnlockVerb(surroundings),
        new OutputsVerb(surroundings),
        new WorldVerb(surroundings),
        new KindsVerb(surroundings),
        new VersionVerb(surroundings));
  }

  /** Without a verb: what verbs there are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(surroundings.err());
    return CommandLine.ExitCode.USAGE;
  }

  /** Whether help was asked for; then nothing is called. */
  boolean isHelp() {
    return help;
  }
}
