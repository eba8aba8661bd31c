package io.coreautomation.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.api.route.ApiRequest;
import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Carries out what {@code docs/api.md} shows, in its order, on one platform. */
class ApiPageTest {
  private static final Path PAGE = Path.of(System.getProperty("core.repository"), "docs", "api.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```console\\n\\$ curl -i (.*?)\\n(HTTP .*?)\\n```", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  @Test
  void every_example_is_answered_as_the_page_says() throws IOException {
    var platform = new Platform();
    var examples = EXAMPLE.matcher(Files.readString(PAGE));
    int count = 0;
    while (examples.find()) {
      count++;
      var answer = platform.routes.answer(request(examples.group(1)));
      var expected = List.of(examples.group(2).split("\n"));
      var head = expected.stream().takeWhile(line -> !line.startsWith("{")).toList();
      var body = String.join("\n", expected.subList(head.size(), expected.size()));

      assertThat("HTTP " + answer.status()).as(examples.group(1)).isEqualTo(head.getFirst());
      for (var header : head.subList(1, head.size())) {
        var parts = header.split(": ", 2);
        assertThat(answer.headers()).as(examples.group(1)).containsEntry(parts[0], parts[1]);
      }
      if (!body.isEmpty()) {
        assertThat(Json.parse(answer.body())).as(examples.group(1)).isEqualTo(Json.parse(body));
      }
    }
    assertThat(count).isEqualTo(occurrences("$ curl -i")).isPositive();
  }

  @Test
  void every_route_is_on_the_page() throws IOException {
    var page = Files.readString(PAGE);
    assertThat(new Platform().routes.routes())
        .allSatisfy(
            route ->
                assertThat(page).contains("| `" + route.method() + " " + route.pattern() + "` | "));
  }

  private static int occurrences(String text) throws IOException {
    return Files.readString(PAGE).split(Pattern.quote(text), -1).length - 1;
  }

  private static ApiRequest request(String arguments) {
    var words = new ArrayList<String>();
    WORD.matcher(arguments.replace("\\\n", " "))
        .results()
        .forEach(
            r ->
                words.add(
                    r.group(1) != null
                        ? r.group(1)
                        : r.group(2) != null ? r.group(2) : r.group(3)));
    var method = "GET";
    var address = "";
    var body = "";
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-X" -> method = words.get(++i);
        case "-d" -> {
          method = "POST";
          body = words.get(++i);
        }
        case "-H" -> {
          var header = words.get(++i).split(": ", 2);
          headers.put(header[0], header[1]);
        }
        default -> address = words.get(i).replace("$CORE_API", "");
      }
    }
    var parts = address.split("\\?", 2);
    Map<String, String> query = new HashMap<>();
    for (var pair : parts.length == 1 ? new String[0] : parts[1].split("&")) {
      var entry = pair.split("=", 2);
      query.put(entry[0], URLDecoder.decode(entry[1], StandardCharsets.UTF_8));
    }
    return new ApiRequest(
        method, parts[0], query, headers, body.getBytes(StandardCharsets.UTF_8), Platform.ANN);
  }
}
