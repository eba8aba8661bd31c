package io.coreautomation.execute.kind.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a URL until it answers as expected. Certificates are always checked. Between two tries the
 * run sleeps.
 */
public final class Probe implements ActionHandler<Probe.Params> {
  private static final int OK = 200;
  private static final int TRIES = 20;
  private static final int MOST_TRIES = 1_000;
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(25);

  /** What is read of a body; what is expected beyond that is not found. */
  private static final int MOST_BYTES = 1 << 20;

  /** Which URL, and what it is to answer. */
  @Doc("Which URL, and what it is to answer.")
  public record Params(
      @Doc("an http or https URL") String url,
      @Doc("headers of the request") Map<String, String> headers,
      @Doc("the status that is expected; by default 200; redirects are not followed")
          @Nullable Integer status,
      @Doc("a text that the first MiB of the body must contain") @Nullable String bodyContains,
      @Doc("how often it is asked, 1 to 1000; by default 20") @Nullable Integer attempts,
      @Doc("between two tries; by default 15s, at least 5s") @Nullable Duration interval,
      @Doc("for one answer; by default 10s, at most 25s") @Nullable Duration patience) {
    public Params {
      address(url);
      if (status != null && (status < 100 || status > 599)) {
        throw new InvalidFieldException(
            "status", status + " is no status of HTTP", "Use 100 to 599.");
      }
      if (attempts != null && (attempts < 1 || attempts > MOST_TRIES)) {
        throw new InvalidFieldException("attempts", "attempts is " + attempts, "Use 1 to 1000.");
      }
      if (interval != null && interval.compareTo(Duration.ofSeconds(5)) < 0) {
        throw new InvalidFieldException("interval", "it is shorter than 5s", "Use at least 5s.");
      }
      if (patience != null && (patience.isZero() || patience.compareTo(LONGEST) > 0)) {
        throw new InvalidFieldException("patience", "it is not within 1s to 25s", "Use 10s.");
      }
    }

    private static URI address(String url) {
      try {
        var uri = URI.create(url);
        if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
          return uri;
        }
      } catch (IllegalArgumentException e) {
        // Said below.
      }
      throw new InvalidFieldException(
          "url", "'" + url + "' is no URL of a server", "Write https://host/path.");
    }

    private Duration longest() {
      return patience == null ? PATIENCE : patience;
    }

    HttpRequest request() {
      var request = HttpRequest.newBuilder(address(url)).timeout(longest());
      headers.forEach(request::header);
      return request.build();
    }

    /** What is wrong with an answer. */
    Optional<String> fault(int answered, String body) {
      var wanted = status == null ? OK : status;
      if (answered != wanted) {
        return Optional.of("answered " + answered + ", not " + wanted);
      }
      return bodyContains == null || body.contains(bodyContains)
          ? Optional.empty()
          : Optional.of("answered " + answered + ", without '" + bodyContains + "'");
    }
  }

  /** How often it was asked. */
  record Handle(int tries) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "HTTP::Probe", Params.class, "Asks a URL until it answers as expected.")
        .usual(Duration.ofSeconds(30))
        .compensation("it changes nothing")
        .patience(Duration.ofDays(1))
        .output("tries", "how often it was asked")
        .example(
            """
            url: https://shop.example/health
            status: 200
            bodyContains: '"ready":true'
            attempts: 40
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.calling(context.needs(), 0));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return ask(context, params, 1);
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode handle) {
    return ask(context, params, Json.as(handle, Handle.class).tries() + 1);
  }

  private static Progress ask(ActionContext context, Params params, int tries) {
    var fault = fault(params);
    if (fault.isEmpty()) {
      return Progress.done(Change.NONE, Map.of("tries", String.valueOf(tries)));
    }
    var most = params.attempts() == null ? TRIES : params.attempts();
    if (tries < most) {
      var interval = params.interval() == null ? INTERVAL : params.interval();
      return Progress.runningUntil(context.now().plus(interval), new Handle(tries));
    }
    return new Progress.Failed(
        Problem.of(
            ProblemCode.WORK_FAILED,
            params.url() + " " + fault.get() + ", the last of " + most + " times",
            "Find out why it is not well, or give it more 'attempts'."));
  }

  private static Optional<String> fault(Params params) {
    try (var client = HttpClient.newHttpClient()) {
      // Not sendAsync: that ends on the common pool, of which whoever waits here may be a thread.
      var asked = new FutureTask<>(() -> asked(client, params));
      Thread.startVirtualThread(asked);
      try {
        // The client's own patience ends with the headers.
        return asked.get(params.longest().plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        var cause = e.getCause() == null ? e : e.getCause();
        return Optional.of(
            "did not answer: " + (cause.getMessage() == null ? cause : cause.getMessage()));
      } catch (TimeoutException e) {
        return Optional.of("did not answer: its answer did not end");
      } finally {
        client.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("was not waited for");
    }
  }

  private static Optional<String> asked(HttpClient client, Params params)
      throws IOException, InterruptedException {
    var answer = client.send(params.request(), HttpResponse.BodyHandlers.ofInputStream());
    try (var body = answer.body()) {
      return params.fault(
          answer.statusCode(), new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
    }
  }

  /** Nothing is under way between two tries. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return new Progress.NotBegun();
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of();
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Nothing();
  }
}
