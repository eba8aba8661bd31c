package io.coreautomation.execute.wake;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.json.Json;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewsTest {
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
    assertThat(news.concerns(Json.parse(handle))).isEqualTo(concerned);
  }

  @Test
  void what_has_no_handle_is_not() {
    assertThat(news.concerns(null)).isFalse();
  }
}
