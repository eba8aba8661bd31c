package io.coreautomation.cli;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.output.OutputFormat;
import io.coreautomation.cli.output.Screen;
import io.coreautomation.cli.run.RunInterruptedException;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemDocument;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.shape.InvalidFieldException;
import io.coreautomation.local.embedded.InterruptedWaitException;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into words and an exit code: the one place that does. */
final class Failures {
  private static final int INTERRUPTED = 130;

  private final Surroundings surroundings;
  private final Screen screen;

  Failures(Surroundings surroundings, OutputFormat format) {
    this.surroundings = surroundings;
    this.screen = new Screen(surroundings, format);
  }

  /** A verb threw. */
  int failed(Throwable thrown) {
    return switch (thrown) {
      case ProblemException problem -> report(problem.problems());
      case InvalidFieldException invalid ->
          report(
              List.of(
                  Problem.of(
                      ProblemCode.REQUEST_INVALID,
                      String.valueOf(invalid.getMessage()),
                      invalid.mend())));
      case RunInterruptedException interrupted -> {
        screen.talk(interrupted.text());
        yield INTERRUPTED;
      }
      case InterruptedWaitException _ -> {
        screen.talk("interrupted: nothing was started");
        yield INTERRUPTED;
      }
      default -> report(List.of(unforeseen(thrown)));
    };
  }

  /** The arguments make no sense. */
  int wrongCall(ParameterException thrown) {
    var command = thrown.getCommandLine();
    var help = "'" + command.getCommandSpec().qualifiedName() + " --help' shows how it is called.";
    return report(
        List.of(
            switch (thrown) {
              case UnmatchedArgumentException unmatched ->
                  unmatched(unmatched.getUnmatched().getFirst(), command, help);
              case MissingParameterException missing ->
                  wrong(
                      missing.getMissing().stream().map(Failures::name).toList().getFirst()
                          + " is missing",
                      help);
              default ->
                  thrown.getCause() instanceof UnknownWordException unknown
                      ? wrong(text(unknown), unknown.mend() + " " + help)
                      : wrong(text(thrown), help);
            }));
  }

  private static Problem unmatched(String argument, CommandLine command, String help) {
    var name = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
    if (name.startsWith("-")) {
      var known = new TreeSet<String>();
      command.getCommandSpec().options().forEach(o -> known.add(o.longestName()));
      return wrong(
          "there is no option '" + name + "'",
          NearestName.among(known, name).map(near -> "Did you mean '" + near + "'? ").orElse("")
              + help);
    }
    var verbs = command.getSubcommands().keySet();
    return verbs.isEmpty()
        ? wrong("'" + argument + "' is one argument too many", help)
        : wrong("there is no verb '" + argument + "'", NearestName.suggestion(verbs, argument));
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? "the value of " + option.longestName()
        : argument.paramLabel();
  }

  /** Without the full stop, which a problem's text adds, and without saying that it is wrong. */
  private static String text(Exception thrown) {
    return Objects.requireNonNullElse(thrown.getMessage(), "the call cannot be read")
        .replaceFirst("^Error: ", "")
        .replaceFirst("[.]$", "");
  }

  private static Problem wrong(String message, String mend) {
    return Problem.of(ProblemCode.REQUEST_INVALID, message, mend);
  }

  private Problem unforeseen(Throwable thrown) {
    var log = CrashLog.in(surroundings.home()).write(thrown);
    return Problem.of(
        ProblemCode.INTERNAL,
        "core failed for a reason that nobody foresaw",
        log.map(file -> "Its story is in " + surroundings.shown(file) + ".")
            .orElse("No log could be written."));
  }

  private int report(List<Problem> problems) {
    if (screen.isText()) {
      problems.forEach(problem -> screen.talk(problem.text()));
    } else {
      screen.document(ProblemDocument.of(problems));
    }
    return problems.getFirst().code().category().exitCode();
  }
}
