package io.coreautomation.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.cli.endtoend.CoreProcess.Ended;
import io.coreautomation.cli.endtoend.CoreProcess.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes over one home: one carries a run out, the other wants something. */
class OperatedRunIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void the_second_of_two_runs_waits_in_line_says_who_is_in_front_and_changes_nothing()
      throws Exception {
    var core = new CoreProcess(folder);
    var hello = Shipped.example("hello").toString();
    var first = core.start("run", "--pace=x5", hello);
    var run = shortId(untilSaid(first, "run       "));

    var second = core.call("run", hello);

    assertThat(second.exit()).as(second.err()).isZero();
    assertThat(second.err())
        .matches(
            "waiting: process "
                + first.process().pid()
                + " \\(run deploy "
                + run
                + " of prn:start:hello:main:1 since [0-9]{2}:[0-9]{2}\\)"
                + " has the world in \\.core\n");
    assertThat(second.out()).contains("1 of 1 complete · 0 created, 0 updated, 1 unchanged");
    assertThat(ended(first).exit()).isZero();
  }

  @Test
  void who_does_not_want_to_wait_in_line_is_refused() throws Exception {
    var core = new CoreProcess(folder);
    var hello = Shipped.example("hello").toString();
    var first = core.start("run", "--pace=x5", hello);
    untilSaid(first, "run       ");

    var second = core.call("run", "--on-locked", "fail", hello);

    assertThat(second.exit()).isEqualTo(3);
    assertThat(second.err())
        .startsWith("the world in ")
        .contains(" is in use by process " + first.process().pid() + " (run deploy ")
        .endsWith("). Wait until it has ended, or use another --home.\n");
    assertThat(ended(first).exit()).isZero();
  }

  @Test
  void a_run_cancelled_by_another_process_settles_and_tells_what_is_done_and_what_is_not()
      throws Exception {
    var core = new CoreProcess(folder);
    var first = core.start("run", "--pace=x20", Shipped.example("landing-zone").toString());
    var run = shortId(untilSaid(first, "run       "));
    untilSaid(first, "created");

    var cancelled = core.call("cancel", run, "--reason", "wrong account", "--output", "json");

    assertThat(cancelled.exit()).as(cancelled.err()).isZero();
    assertThat(cancelled.err()).contains("asked to cancel run " + run);
    var view = cancelled.json();
    assertThat(view.path("run").path("status").asText()).isEqualTo("DEPLOY_CANCELLED");
    assertThat(view.path("actions"))
        .extracting(action -> action.path("status").asText())
        .isSubsetOf("COMPLETE", "CANCELLED", "FAILED", "PENDING")
        .contains("COMPLETE", "PENDING");
    var told = ended(first);
    assertThat(told.exit()).as("to the one who ran it").isEqualTo(1);
    assertThat(told.out())
        .containsPattern(
            "cancelled: ([0-9]+ cancelled, )?[0-9]+ complete, [0-9]+ not started · exit 1\n");
    assertSettled(core);
    assertThat(core.call("locks", "--output", "json").json().path("locks")).isEmpty();
    assertThat(core.call("cancel", run).exit()).as("again").isZero();

    var retried = core.call("retry", run, "--output", "json");

    assertThat(retried.exit()).as(retried.err()).isZero();
    assertThat(retried.json().path("run").path("status").asText()).isEqualTo("DEPLOY_COMPLETE");
    assertThat(stacks(core)).hasSize(28);
  }

  @Test
  void a_run_is_suspended_watched_and_resumed_by_others() throws Exception {
    var core = new CoreProcess(folder);
    var first = core.start("run", "--pace=x20", Shipped.example("landing-zone").toString());
    var run = shortId(untilSaid(first, "run       "));

    var suspended = core.call("suspend", run, "--reason", "incident");

    assertThat(suspended.exit()).as(suspended.err()).isZero();
    assertThat(ended(first).exit()).as("it stands still").isEqualTo(5);
    assertThat(core.call("watch", run).exit()).isEqualTo(5);
    assertSettled(core);

    var resumed = core.call("resume", run, "--output", "json");

    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(resumed.json().path("run").path("status").asText()).isEqualTo("DEPLOY_COMPLETE");
    assertThat(stacks(core)).hasSize(28);
  }

  @Test
  void a_run_that_another_keeps_from_its_deployment_fails_or_waits_in_line_and_says_who_it_is()
      throws Exception {
    var core = new CoreProcess(folder);
    var first = core.start("run", "--pace=x20", Shipped.example("landing-zone").toString());
    var run = shortId(untilSaid(first, "run       "));
    assertThat(core.call("suspend", run).exit()).isZero();
    assertThat(ended(first).exit()).isEqualTo(5);
    var next = nextBuild(folder.resolve("next"));

    var refused = core.call("run", "--on-locked", "fail", next);

    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.err())
        .matches(
            "local:.+'s run [0-9a-f-]{28}"
                + run
                + " has deployment/prn:platform:landing-zone:main, since [0-9T:.-]+Z\\."
                + " Wait until it has ended, or ask for '--on-locked wait'\\.\n");
    assertThat(refused.out()).contains("\n0 complete, 29 not started · exit 3\n");

    var second = core.start("run", next);
    until(second.process(), second.err(), said -> said.contains("waiting: local:"));
    var resumed = core.call("resume", run);

    assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
    assertThat(ended(second).exit()).isZero();
    assertThat(Files.readString(second.out())).contains("29 of 29 complete · 0 created");
  }

  /** The same package with another build: other coordinates of the same deployment. */
  private static String nextBuild(Path copy) throws IOException {
    var original = Shipped.example("landing-zone");
    try (var files = Files.walk(original)) {
      for (var file : files.toList()) {
        var target = copy.resolve(original.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    var core = copy.resolve("core.yaml");
    Files.writeString(core, Files.readString(core).replace("build: \"1\"", "build: \"2\""));
    return copy.toString();
  }

  @Test
  void a_killed_run_is_cancelled_by_the_process_that_asks() throws Exception {
    var core = new CoreProcess(folder);
    var first = core.start("run", "--pace=x20", Shipped.example("landing-zone").toString());
    var run = shortId(untilSaid(first, "run       "));
    untilSaid(first, "created");
    first.process().destroyForcibly().waitFor();

    var cancelled = core.call("cancel", run, "--output", "json");

    assertThat(cancelled.exit()).as(cancelled.err()).isZero();
    assertThat(cancelled.json().path("run").path("status").asText()).isEqualTo("DEPLOY_CANCELLED");
    assertSettled(core);
  }

  private static void assertSettled(CoreProcess core) {
    assertThat(stacks(core))
        .isNotEmpty()
        .allSatisfy(
            stack -> assertThat(stack.path("status").asText()).doesNotEndWith("_IN_PROGRESS"));
  }

  private static Iterable<JsonNode> stacks(CoreProcess core) {
    return StreamSupport.stream(
            core.call("world", "--output", "json").json().path("stacks").spliterator(), false)
        .toList();
  }

  private static String shortId(String heading) {
    var id = Pattern.compile("run       [0-9a-f-]{28}([0-9a-f]{8}) ").matcher(heading);
    assertThat(id.find()).as(heading).isTrue();
    return id.group(1);
  }

  /** What a process has said, once it has said something. */
  private static String untilSaid(Started started, String words) throws Exception {
    return until(
        started.process(), started.out(), said -> said.contains(words) && said.endsWith("\n"));
  }

  private static String until(Process process, Path file, Predicate<String> condition)
      throws Exception {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      var said = Files.readString(file);
      if (condition.test(said)) {
        return said;
      }
      assertThat(process.isAlive()).as(said).isTrue();
      // Not a sleep: it ends at once where the process does.
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("it never said so: " + Files.readString(file));
  }

  private static Ended ended(Started started) throws Exception {
    assertThat(started.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return read(started);
  }

  private static Ended read(Started started) throws IOException {
    return new Ended(
        started.process().exitValue(),
        Files.readString(started.out()),
        Files.readString(started.err()));
  }
}
