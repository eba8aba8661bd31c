package io.coreautomation.db.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"\"",
        "true",
        "null",
        "0",
        "-7",
        "2147483647",
        "2147483648",
        "1.5",
        "12345678901234567890",
        "{\"a\":[{\"b\":null},[],\"x\"],\"\":{}}",
        "\"\\u0000é😀\""
      })
  void every_tree_reads_back_as_it_was(String text) {
    var tree = Json.parse(text);
    assertThat(Json.write(ItemJson.json(ItemJson.value(tree)))).isEqualTo(Json.write(tree));
  }

  @ParameterizedTest
  @CsvSource({"-0, 0", "0.0, 0", "100, 100", "1e2, 100", "1.50, 1.5", "-2.5e-3, -0.0025"})
  void one_number_is_spelled_one_way_so_that_equal_ones_are_equal(String written, String kept) {
    assertThat(ItemJson.value(Json.parse(written))).isEqualTo(AttributeValue.fromN(kept));
  }

  @Test
  void a_number_of_more_digits_than_dynamodb_keeps_is_refused() {
    var digits = Json.parse("1".repeat(39));
    assertThatThrownBy(() -> ItemJson.value(digits))
        .isInstanceOf(TableLimitException.class)
        .hasMessage("a number has at most 38 digits, this one has 39");
  }

  @Test
  void what_json_has_not_is_refused() {
    assertThatThrownBy(() -> ItemJson.json(AttributeValue.fromSs(java.util.List.of("a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no row of ours holds a SS");
  }
}
