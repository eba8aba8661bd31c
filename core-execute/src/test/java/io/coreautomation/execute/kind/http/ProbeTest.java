package io.coreautomation.execute.kind.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private static Progress probed(String url, String more) {
    return new KindWorld()
        .drive(new Probe(), KindCase.json("{\"url\": \"" + url + "\"" + more + "}"));
  }

  private static String failure(Progress end) {
    return ((Progress.Failed) end).problem().message();
  }

  @Test
  void it_asks_until_the_server_is_well() {
    try (var server = new HealthServer(3)) {
      var end = probed(server.url(), "");

      assertThat(((Progress.Done) end).outputs()).containsEntry("tries", "4");
      assertThat(server.asked()).isEqualTo(4);
    }
  }

  @Test
  void it_gives_up_after_its_last_try() {
    try (var server = new HealthServer(9)) {
      var end = probed(server.url(), ", \"attempts\": 2");

      assertThat(failure(end))
          .isEqualTo(server.url() + " answered 503, not 200, the last of 2 times");
      assertThat(server.asked()).isEqualTo(2);
    }
  }

  @Test
  void a_body_without_what_is_expected_is_no_good_answer() {
    try (var server = new HealthServer(0)) {
      var end = probed(server.url(), ", \"attempts\": 1, \"bodyContains\": \"green\"");

      assertThat(failure(end))
          .isEqualTo(server.url() + " answered 200, without 'green', the last of 1 times");
    }
  }

  @Test
  void a_server_that_is_not_there_is_told() {
    String url;
    try (var server = new HealthServer(0)) {
      url = server.url();
    }

    assertThat(failure(probed(url, ", \"attempts\": 1"))).startsWith(url + " did not answer: ");
  }

  @Test
  void an_answer_that_does_not_end_is_none() {
    try (var server = new HealthServer(0)) {
      var end = probed(server.endless(), ", \"attempts\": 1, \"patience\": \"1s\"");

      assertThat(failure(end))
          .isEqualTo(
              server.endless() + " did not answer: its answer did not end, the last of 1 times");
    }
  }

  @Test
  void a_server_that_speaks_no_tls_is_no_https_server() {
    try (var server = new HealthServer(0)) {
      var url = server.url().replace("http:", "https:");

      assertThat(failure(probed(url, ", \"attempts\": 1, \"patience\": \"1s\"")))
          .startsWith(url + " did not answer: ");
      assertThat(server.asked()).isZero();
    }
  }
}
