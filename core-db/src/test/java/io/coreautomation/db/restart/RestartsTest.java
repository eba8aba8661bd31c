package io.coreautomation.db.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartsTest {
  private static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-000000000001");
  private static final Instant TIME = Instant.parse("2026-01-02T00:00:00Z");
  private final Restarts restarts = new Restarts(new InMemoryTables());

  @Test
  void a_run_that_never_was_restarted_has_no_restart() {
    assertThat(restarts.last(RUN)).isEmpty();
  }

  @Test
  void restarts_without_a_turn_between_them_are_counted() {
    restarts.record(RUN, 7, false, TIME);
    restarts.record(RUN, 7, false, TIME.plusSeconds(60));
    assertThat(restarts.last(RUN)).contains(new RestartRow(RUN, 2, 7, TIME.plusSeconds(60)));
  }

  @Test
  void a_turn_since_the_last_one_begins_a_new_count() {
    restarts.record(RUN, 7, false, TIME);
    restarts.record(RUN, 7, false, TIME.plusSeconds(60));
    restarts.record(RUN, 8, false, TIME.plusSeconds(120));
    assertThat(restarts.last(RUN)).contains(new RestartRow(RUN, 1, 8, TIME.plusSeconds(120)));
  }

  @Test
  void a_turn_that_died_itself_is_no_step_further() {
    restarts.record(RUN, 7, true, TIME);
    restarts.record(RUN, 8, true, TIME.plusSeconds(60));
    assertThat(restarts.last(RUN)).contains(new RestartRow(RUN, 2, 8, TIME.plusSeconds(60)));
  }
}
