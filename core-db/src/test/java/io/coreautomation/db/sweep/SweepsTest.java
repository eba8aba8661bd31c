package io.coreautomation.db.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.InMemoryTables;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepsTest {
  private final Sweeps sweeps = new Sweeps(new InMemoryTables());

  @Test
  void each_list_has_its_place_until_its_end_is_reached() {
    var half = new Cursor(Map.of("pk", "RUNS", "sk", "0500"));
    sweeps.leave("runs", half);

    assertThat(sweeps.place("runs")).contains(half);
    assertThat(sweeps.place("commands")).isEmpty();

    sweeps.leave("runs", null);
    assertThat(sweeps.place("runs")).isEmpty();
  }
}
