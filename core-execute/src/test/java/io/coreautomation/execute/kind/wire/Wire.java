package io.coreautomation.execute.kind.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.EndpointClientFactory;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.ChildRun;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Token;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.shape.Binder;
import io.coreautomation.framework.task.TaskVerb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/** One account of moto, and what a kind is given to work in it. */
final class Wire implements ActionContext, AutoCloseable {
  /** Of whoever has credentials that moto has not handed out. */
  static final String ACCOUNT = "123456789012";

  /** Another one, by name: moto tells accounts apart by their credentials. */
  static final String OTHER_ACCOUNT = "210000000012";

  private static final Source SOURCE = new Source("deployspec.yaml", 3, 5);
  private static final Target TARGET = new Target(ACCOUNT, "eu-west-1");

  /** What a kind tells where moto lacks an operation. */
  static final String LACKING = "AWS answered with status 500";

  private static final int MOST_LOOKS = 300;

  /** More than any kind needs to get where moto cannot follow. */
  private static final int FEW_LOOKS = 5;

  private final URI endpoint;
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final EndpointClientFactory clients;
  private final Map<List<Object>, SdkClient> made = new HashMap<>();
  private final Map<String, byte[]> objects = new HashMap<>();
  private boolean hasStarted;

  Wire(URI endpoint) {
    this.endpoint = endpoint;
    this.clients = new EndpointClientFactory(http, endpoint);
  }

  /** For the kind, and for who looks at what it did. All accounts are one here. */
  @Override
  public <C extends SdkClient> C client(Class<C> service, Target place) {
    return service.cast(
        made.computeIfAbsent(
            List.of(service, place.region()), _ -> newClient(service, place.region())));
  }

  private SdkClient newClient(Class<? extends SdkClient> service, String region) {
    return clients.create(
        service,
        service == IamClient.class ? Region.AWS_GLOBAL : Region.of(region),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
        Duration.ofSeconds(20));
  }

  /** A template as a compiled action refers to it. */
  ObjectNode template(String text) {
    var key = "templates/" + Digest.of(text).hex() + ".yaml";
    objects.put(key, text.getBytes(StandardCharsets.UTF_8));
    return Json.object().put("key", key).put("file", "templates/stack.yaml");
  }

  /** Drives a kind from its start to its end, which is to be a good one. */
  Progress.Done drive(ActionHandler<?> handler, ObjectNode params) {
    hasStarted = false;
    return end(follow(handler, params, MOST_LOOKS));
  }

  /** Drives a kind once more, as after a crash that hides that it was started. */
  Progress.Done driveAgain(ActionHandler<?> handler, ObjectNode params) {
    return end(follow(handler, params, MOST_LOOKS));
  }

  /** Drives a kind as far as it gets with a few looks. */
  Progress driveAWhile(ActionHandler<?> handler, ObjectNode params) {
    hasStarted = false;
    return follow(handler, params, FEW_LOOKS);
  }

  private <P extends Record> Progress follow(
      ActionHandler<P> handler, ObjectNode params, int looks) {
    var bound = Binder.bindOrThrow(handler.describe().params(), Nodes.of(params, SOURCE));
    var progress = handler.start(this, bound);
    hasStarted = true;
    for (int i = 0; i < looks && progress instanceof Progress.Running running; i++) {
      progress = handler.check(this, bound, running.handle());
    }
    return progress;
  }

  private static Progress.Done end(Progress progress) {
    assertThat(progress).isInstanceOf(Progress.Done.class);
    return (Progress.Done) progress;
  }

  /** A role that a service may take on; its ARN. */
  String role(String name, String service) {
    return client(IamClient.class)
        .createRole(
            r ->
                r.roleName(name)
                    .assumeRolePolicyDocument(
                        """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                         "Principal": {"Service": "%s"}, "Action": "sts:AssumeRole"}]}
                        """
                            .formatted(service)))
        .role()
        .arn();
  }

  /** What moto itself says of what it holds of a service. */
  JsonNode held(String service) {
    return Json.parse(ask(HttpRequest.newBuilder(endpoint.resolve("/moto-api/data.json"))))
        .path(service);
  }

  /** Has functions answer without Docker, and executions end. */
  void configure() {
    ask(
        HttpRequest.newBuilder(endpoint.resolve("/moto-api/config"))
            .POST(
                BodyPublishers.ofString(
                    """
                    {"lambda": {"use_docker": false},
                     "stepfunctions": {"execute_state_machine": true}}
                    """)));
  }

  /** Shows that a call is one of those that moto lacks. */
  static void lacks(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(500));
  }

  private static String ask(HttpRequest.Builder request) {
    try (var asking = HttpClient.newHttpClient()) {
      return asking.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public RunId run() {
    return RunId.parse("0198f2c4-0000-7000-8000-0000000000aa");
  }

  @Override
  public Action action() {
    return Action.of("data/" + TARGET, "any", SOURCE).name("data").target(TARGET).build();
  }

  @Override
  public Target target() {
    return TARGET;
  }

  @Override
  public Prn owner() {
    return Prn.parse("prn:web:shop:main");
  }

  @Override
  public boolean mayHaveStarted() {
    return hasStarted;
  }

  @Override
  public boolean isCalledOff() {
    return false;
  }

  @Override
  public String token(String step) {
    return Token.of(run(), action().id(), 1, step);
  }

  @Override
  public String stackExecutionRole() {
    return "arn:aws:iam::" + ACCOUNT + ":role/core-automation-stack-execution";
  }

  @Override
  public String userBoundary() {
    return "arn:aws:iam::" + ACCOUNT + ":policy/core-automation-user-boundary";
  }

  @Override
  public ChildRun child(String action, TaskVerb task) {
    throw new UnsupportedOperationException("nothing of AWS");
  }

  @Override
  public byte[] object(String key) {
    return Objects.requireNonNull(objects.get(key), key);
  }

  @Override
  public URI objectUrl(String key) {
    throw new UnsupportedOperationException("small templates go along");
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void close() {
    http.close();
  }
}
