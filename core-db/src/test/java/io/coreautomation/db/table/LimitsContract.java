package io.coreautomation.db.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that no table takes. */
interface LimitsContract extends TablesUnderTest {
  @Test
  default void a_row_over_400_kb_is_refused() {
    var row = Sample.of("large", "one").words(List.of("x".repeat(TableLimits.ROW_BYTES)));
    assertThatThrownBy(() -> tables().put(Sample.ROW, row))
        .isInstanceOf(TableLimitException.class)
        .hasMessageMatching("a row has at most 409600 bytes, 'large \\| one' has 41\\d{4}");
    assertThatThrownBy(() -> tables().transact(List.of(Write.put(Sample.ROW, row))))
        .isInstanceOf(TableLimitException.class);
    var counter = new Counter("large", 0, "x".repeat(TableLimits.ROW_BYTES));
    assertThatThrownBy(() -> tables().add(Counter.ROW, counter, "count", 1))
        .isInstanceOf(TableLimitException.class);
    assertThat(tables().get(Sample.ROW, row.key())).isEmpty();
  }

  @Test
  default void what_is_nested_32_levels_is_taken_and_deeper_refused() {
    var most = Sample.of("deep", "one").any(Json.parse("[".repeat(32) + "]".repeat(32)));
    tables().put(Sample.ROW, most);
    assertThat(tables().get(Sample.ROW, most.key())).contains(most);
    var over =
        Sample.of("deep", "two").any(Json.parse("{\"a\":".repeat(33) + "1" + "}".repeat(33)));
    assertThatThrownBy(() -> tables().put(Sample.ROW, over))
        .isInstanceOf(TableLimitException.class)
        .hasMessage("an attribute is nested at most 32 levels deep, 'deep | two' has one deeper");
  }
}
