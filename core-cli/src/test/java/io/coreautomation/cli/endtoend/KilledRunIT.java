package io.coreautomation.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.cli.endtoend.CoreProcess.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code kill -9} at moments that a seed chooses. {@code -Dcore.seed=N} tries the same again,
 * {@code -Dcore.kills=N} tries more.
 */
class KilledRunIT {
  private static final String LANDING_ZONE = Shipped.example("landing-zone").toString();
  private static final int STACKS = 28;

  private static final boolean CI = "true".equals(System.getenv("CORE_CI"));
  private static final int KILLS = Integer.getInteger("core.kills", CI ? 20 : 3);
  private static final int SEED = Integer.getInteger("core.seed", new Random().nextInt(1_000_000));

  /** It has said the run's id. */
  private static final int FIRST_LINE = 4;

  /** One line an action then: a few are still to come. */
  private static final int LAST_LINE = 28;

  private static final int LATEST_MILLIS = 60;

  private static Map<String, JsonNode> undisturbed = Map.of();
  private static final AtomicInteger KILLED = new AtomicInteger();
  private static final AtomicInteger IN_MID_FLIGHT = new AtomicInteger();

  @TempDir Path folder;

  /**
   * When to kill: so long after a run has said so many lines, which does not depend on how fast the
   * machine is.
   *
   * @param pace how the twin's time passes: at once, the run works all the time; else it mostly
   *     waits
   */
  record Kill(int number, String pace, int lines, int millis) {
    @Override
    public String toString() {
      return "kill %d of -Dcore.seed=%d -Dcore.kills=%d: --pace=%s, %d lines and %d ms"
          .formatted(number, SEED, KILLS, pace, lines, millis);
    }
  }

  /** Spread over the whole length of a run. */
  static Stream<Kill> kills() {
    var random = new Random(SEED);
    return IntStream.range(0, KILLS)
        .mapToObj(
            i ->
                new Kill(
                    i + 1,
                    i % 2 == 0 ? "instant" : "x400",
                    FIRST_LINE
                        + (int) ((i + random.nextDouble()) * (LAST_LINE + 1 - FIRST_LINE) / KILLS),
                    random.nextInt(LATEST_MILLIS)));
  }

  @BeforeAll
  static void runOneUndisturbed(@TempDir Path calm) {
    var core = new CoreProcess(calm);
    assertThat(core.call("run", LANDING_ZONE).exit()).isZero();
    undisturbed = new WorldBooks(core.home()).stacks();
    assertThat(undisturbed).hasSize(STACKS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kills")
  void a_killed_run_is_resumed_to_the_stacks_of_an_undisturbed_one(Kill kill) throws Exception {
    var core = new CoreProcess(folder);
    kill(core.start("run", "--pace=" + kill.pace(), LANDING_ZONE), kill.lines(), kill.millis());
    KILLED.incrementAndGet();

    var resumed = core.call("resume", "--output", "json");

    assertThat(resumed.exit()).as(kill + "\n" + resumed.out() + resumed.err()).isZero();
    if (resumed.err().contains("nothing to resume")) {
      assertThat(resumed.out()).as(kill.toString()).isEmpty(); // it had ended
    } else {
      IN_MID_FLIGHT.incrementAndGet();
      assertThat(resumed.json().path("run").path("status").asText())
          .as(kill.toString())
          .isEqualTo("DEPLOY_COMPLETE");
    }
    assertEndedAsIfNothingHadHappened(core, kill.toString());
  }

  @AfterAll
  static void theKillsMeantSomething() {
    assertThat(IN_MID_FLIGHT.get())
        .as("kills that came before the run's end")
        .isGreaterThan(KILLED.get() / 2);
  }

  /** Killed before it has a run to resume, or anywhere else; and killed again. */
  @Test
  void the_same_package_run_again_ends_as_if_nothing_had_happened() throws Exception {
    var core = new CoreProcess(folder);
    var random = new Random(SEED);
    kill(core.start("run", LANDING_ZONE), 1, random.nextInt(1_000));
    kill(core.start("run", LANDING_ZONE), 1 + random.nextInt(LAST_LINE), 0);

    var again = core.call("run", LANDING_ZONE);

    assertThat(again.exit()).as("seed " + SEED + again.out() + again.err()).isZero();
    assertEndedAsIfNothingHadHappened(core, "seed " + SEED);
    assertThat(core.call("runs", "--output", "json").json().path("runs"))
        .isNotEmpty()
        .allSatisfy(run -> assertThat(run.path("status").asText()).isEqualTo("DEPLOY_COMPLETE"));
  }

  private static void assertEndedAsIfNothingHadHappened(CoreProcess core, String when) {
    var books = new WorldBooks(core.home());
    assertThat(books.stacks()).as(when).isEqualTo(undisturbed);
    assertThat(books.creations()).as(when).hasSize(STACKS).doesNotHaveDuplicates();
  }

  private static void kill(Started started, int lines, int millis) throws Exception {
    var process = started.process();
    while (process.isAlive() && lines(started.out()) < lines) {
      process.waitFor(2, TimeUnit.MILLISECONDS); // not a sleep: it ends at once where the run does
    }
    process.waitFor(millis, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
  }

  private static long lines(Path file) throws IOException {
    return Files.readString(file).lines().count();
  }
}
