package io.coreautomation.execute.kind.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.execute.kind.KindWorld;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

class PutMetricDataTest {
  private static PutMetricData.Metric metric(
      String value, @Nullable String unit, @Nullable String timestamp) {
    return new PutMetricData.Metric("Finished", value, unit, timestamp, List.of());
  }

  @Test
  void a_value_is_of_its_time_and_unit() {
    var datum =
        metric("2.5e1", "Milliseconds", "2026-01-31T06:00:00+02:00")
            .datum(new KindWorld().context(false));

    assertThat(datum.value()).isEqualTo(25.0);
    assertThat(datum.unit()).isEqualTo(StandardUnit.MILLISECONDS);
    assertThat(datum.timestamp()).isEqualTo(Instant.parse("2026-01-31T04:00:00Z"));
  }

  @Test
  void a_value_without_them_is_of_now_and_of_no_unit() {
    var context = new KindWorld().context(false);
    var datum = metric("1", null, null).datum(context);

    assertThat(datum.unit()).isEqualTo(StandardUnit.NONE);
    assertThat(datum.timestamp()).isEqualTo(context.now());
  }

  @Test
  void what_is_no_number_unit_or_time_is_refused() {
    assertThatThrownBy(() -> metric("many", null, null)).hasMessage("'many' is no number");
    assertThatThrownBy(() -> metric("NaN", null, null)).hasMessage("'NaN' is no number");
    assertThatThrownBy(() -> metric("1", "Counts", null)).hasMessage("there is no unit 'Counts'");
    assertThatThrownBy(() -> metric("1", null, "06:00")).hasMessage("'06:00' is no time");
  }

  @Test
  void more_dimensions_than_cloudwatch_takes_are_refused() {
    var many = Collections.nCopies(31, new PutMetricData.Dimension("stage", "prod"));

    assertThatThrownBy(() -> new PutMetricData.Metric("Finished", "1", null, null, many))
        .hasMessage("there are 31 dimensions");
  }
}
