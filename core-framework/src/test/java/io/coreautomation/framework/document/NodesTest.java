package io.coreautomation.framework.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "-1",
        "2147483647",
        "2147483648",
        "9007199254740992",
        "90071992547409920",
        "1.50",
        "true",
        "yes",
        "~",
        "[1, {a: 2}]",
        "{a: {b: [443, text]}}"
      })
  void a_document_as_json_is_equal_to_itself_read_back(String yaml) {
    var json = Nodes.json(new DocumentReader().read("a.yaml", yaml, Dialect.PACKAGE));

    assertThat(Json.parse(Json.write(json))).isEqualTo(json);
  }
}
