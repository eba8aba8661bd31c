package io.coreautomation.execute.wake;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.wait.AwsResource;
import io.coreautomation.execute.kind.Token;
import java.util.Map;

/**
 * Reads events of EventBridge. Only those wake a run after which it can go on: what a service tells
 * on the way there would cost a turn each.
 */
public final class StatusEvents {
  private static final Map<String, StatusSource> SOURCES = StatusSource.byDetailType();

  private StatusEvents() {}

  /** Tells whom an event concerns. Whatever it is handed, it answers. */
  public static Concern read(JsonNode event) {
    var source = SOURCES.get(event.path("detail-type").asText());
    if (source == null || !event.path("source").asText().equals("aws." + source.service())) {
      return new Concern.OfNobody("no run waits for events of this kind");
    }
    var detail = event.path("detail");
    if (!source.atRest().contains(detail.at("/" + String.join("/", source.status())).asText())) {
      return new Concern.OfNobody("it is not at rest yet");
    }
    var about = detail.path(source.about()).asText();
    if (source.equals(StatusSource.STACKS)) {
      return Token.run(about)
          .<Concern>map(run -> new Concern.OfRun(run, detail.path("stack-id").asText()))
          .orElseGet(() -> new Concern.OfNobody("the stack was changed by somebody else"));
    }
    var id = resource(about);
    return id.isBlank()
        ? new Concern.OfNobody("it does not say what it is about")
        : new Concern.OfWaiting(new AwsResource(source.service(), id));
  }

  /** CodeBuild tells a build's ARN, where the calls of its interface take the id in it. */
  private static String resource(String told) {
    var build = told.indexOf(":build/");
    return build < 0 ? told : told.substring(build + ":build/".length());
  }
}
