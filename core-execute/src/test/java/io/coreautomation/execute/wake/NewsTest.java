package io.coreautomation.execute.wake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.ActionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ActionState STARTED = ActionState.PENDING.starting(NOW);
  private final News news = new News(Set.of("stack/a"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"stackId\":\"stack/a\",\"phase\":\"CREATING\"} | true",
        "{\"stackId\":\"stack/ab\",\"phase\":\"CREATING\"} | false",
        "{\"builds\":[{\"id\":\"x\"},{\"id\":\"stack/a\"}]} | true",
        "{\"stack/a\":\"x\"} | false",
        "{} | false"
      })
  void a_handle_that_names_it_is_concerned(String handle, boolean concerned) {
    var running = STARTED.running((ObjectNode) Json.parse(handle), NOW, Duration.ZERO);
    assertThat(news.concerns(running)).isEqualTo(concerned);
  }

  @Test
  void what_has_no_handle_is_not() {
    assertThat(news.concerns(STARTED)).isFalse();
  }
}
