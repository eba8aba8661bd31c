package io.coreautomation.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.local.sqlite.SqliteWorldStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code kill -9} at moments that a seed chooses. {@code -Dcore.seed=N} tries one again, {@code
 * -Dcore.kills=N} tries more.
 */
class KilledRunTest {
  private static final String LANDING_ZONE = CoreProcess.example("landing-zone").toString();
  private static final int LATEST_MILLIS = 2_500;

  private static TreeSet<String> undisturbed = new TreeSet<>();

  @TempDir Path folder;

  static LongStream seeds() {
    var first = Long.getLong("core.seed", new Random().nextLong(1_000_000));
    return LongStream.range(first, first + Integer.getInteger("core.kills", 2));
  }

  @BeforeAll
  static void runOneUndisturbed(@TempDir Path calm) {
    var core = new CoreProcess(calm);
    assertThat(core.call("run", LANDING_ZONE).exit()).isZero();
    undisturbed = stacks(core);
    assertThat(undisturbed).hasSize(28);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void the_same_package_run_again_ends_as_if_nothing_had_happened(long seed) throws Exception {
    var core = new CoreProcess(folder);
    var random = new Random(seed);
    for (var kills = 1 + random.nextInt(2); kills > 0; kills--) {
      killAfter(core, random.nextInt(LATEST_MILLIS));
    }
    assertThat(core.call("runs").exit()).as("the home can be read").isZero();

    var again = core.call("run", LANDING_ZONE);

    assertThat(again.exit()).as(again.out() + again.err()).isZero();
    assertEndedAsIfNothingHadHappened(core);
  }

  @Test
  void a_run_that_was_killed_is_resumed() throws Exception {
    var core = new CoreProcess(folder);
    killOnce(core, KilledRunTest::hasStacks);

    var resumed = core.call("resume", "--output", "json");

    assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
    assertThat(resumed.json().path("run").path("status").asText()).isEqualTo("DEPLOY_COMPLETE");
    assertEndedAsIfNothingHadHappened(core);
  }

  private static void assertEndedAsIfNothingHadHappened(CoreProcess core) {
    assertThat(stacks(core)).isEqualTo(undisturbed);
    assertThat(core.call("runs", "--output", "json").json().path("runs"))
        .allSatisfy(run -> assertThat(run.path("status").asText()).isEqualTo("DEPLOY_COMPLETE"));
    // The world's own books: a stack that was made twice, or taken back between, has left a record.
    try (var world = SqliteWorldStore.open(core.home().resolve("world.db"))) {
      var documents = world.load();
      assertThat(documents.keySet().stream().filter(key -> key.startsWith("stack/"))).hasSize(28);
      assertThat(
              documents.entrySet().stream()
                  .filter(document -> document.getKey().startsWith("stack-events/"))
                  .map(document -> Json.parse(document.getValue()))
                  .flatMap(KilledRunTest::creations))
          .hasSize(28)
          .doesNotHaveDuplicates();
    }
  }

  private static Stream<String> creations(JsonNode page) {
    return StreamSupport.stream(page.path("events").spliterator(), false)
        .map(JsonNode::toString)
        .filter(event -> event.contains("\"CREATE_IN_PROGRESS\""))
        .filter(event -> event.contains("\"AWS::CloudFormation::Stack\""))
        .map(_ -> page.path("stackId").asText());
  }

  /** By account, region, name and status. */
  private static TreeSet<String> stacks(CoreProcess core) {
    var stacks = new TreeSet<String>();
    for (var stack : core.call("world", "--output", "json").json().path("stacks")) {
      var added =
          stacks.add(
              stack.path("account").asText()
                  + "/"
                  + stack.path("region").asText()
                  + "/"
                  + stack.path("stackName").asText()
                  + " "
                  + stack.path("status").asText());
      assertThat(added).as("stands once: " + stack).isTrue();
    }
    return stacks;
  }

  /** Kills a run some time after it has said which world it works on. */
  private static void killAfter(CoreProcess core, int millis) throws Exception {
    var started = core.start("run", LANDING_ZONE);
    while (Files.size(started.out()) == 0 && started.process().isAlive()) {
      Thread.onSpinWait();
    }
    // Not a sleep: it ends at once where the run is faster.
    started.process().waitFor(millis, TimeUnit.MILLISECONDS);
    started.process().destroyForcibly().waitFor();
  }

  /** Kills a run as soon as its home shows something. */
  private static void killOnce(CoreProcess core, Moment moment) throws Exception {
    var started = core.start("run", LANDING_ZONE);
    while (started.process().isAlive() && !moment.hasCome(core.home())) {
      Thread.onSpinWait();
    }
    started.process().destroyForcibly().waitFor();
  }

  private static boolean hasStacks(Path home) throws IOException {
    try (var files = Files.exists(home) ? Files.walk(home) : Stream.<Path>empty()) {
      return files.anyMatch(file -> file.endsWith("state.json.gz"));
    } catch (java.io.UncheckedIOException e) {
      return false; // a file went away while we walked
    }
  }

  /** Something to wait for. */
  private interface Moment {
    boolean hasCome(Path home) throws IOException;
  }
}
