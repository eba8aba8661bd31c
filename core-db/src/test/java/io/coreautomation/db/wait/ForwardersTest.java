package io.coreautomation.db.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.action.Target;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForwardersTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Target DUBLIN = new Target("210000000011", "eu-west-1");
  private static final Target PARIS = new Target("210000000011", "eu-west-3");
  private final InMemoryTables tables = new InMemoryTables();
  private final Forwarders forwarders = new Forwarders(tables);

  @Test
  void where_an_event_has_come_from_is_known_to_everybody() {
    assertThat(forwarders.all()).isEmpty();
    forwarders.heard(DUBLIN, NOW);
    forwarders.heard(DUBLIN, NOW.plusSeconds(5));
    forwarders.heard(PARIS, NOW);

    assertThat(new Forwarders(tables).all()).containsExactlyInAnyOrder(DUBLIN, PARIS);
  }

  @Test
  void who_is_heard_once_a_day_stays_known_and_who_falls_silent_goes_after_two_weeks() {
    forwarders.heard(DUBLIN, NOW);
    forwarders.heard(DUBLIN, NOW.plus(Duration.ofHours(23)));
    assertThat(until()).isEqualTo(NOW.plus(Duration.ofDays(14)));

    forwarders.heard(DUBLIN, NOW.plus(Duration.ofHours(25)));
    assertThat(until()).isEqualTo(NOW.plus(Duration.ofHours(25)).plus(Duration.ofDays(14)));
  }

  private Instant until() {
    var row = tables.query(ForwarderRow.ROW, query()).rows().getFirst();
    assertThat(ForwarderRow.ROW.item(row).get("ttl").n())
        .isEqualTo(row.until().getEpochSecond() + "");
    return row.until();
  }

  private static io.coreautomation.db.table.Query query() {
    return io.coreautomation.db.table.Query.of(ForwarderRow.PARTITION);
  }
}
