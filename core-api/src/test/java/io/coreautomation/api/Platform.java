package io.coreautomation.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.api.route.ApiRequest;
import io.coreautomation.api.route.ApiResponse;
import io.coreautomation.api.route.RouteTable;
import io.coreautomation.db.grant.Grant;
import io.coreautomation.db.grant.Grants;
import io.coreautomation.db.idempotency.Idempotency;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.PackageRef;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.framework.testing.InMemoryLauncher;
import io.coreautomation.framework.testing.InMemoryMailbox;
import io.coreautomation.framework.testing.InMemoryObjectStore;
import io.coreautomation.invoker.InvokerRequest;
import io.coreautomation.invoker.InvokerService;
import io.coreautomation.runner.RunnerRequest;
import io.coreautomation.runner.RunnerService;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The API before the real invoker and runner, with a compiler that makes one list. */
public final class Platform {
  public static final String ANN = "arn:aws:iam::111122223333:role/Developer";
  public static final Coordinates AT = new Coordinates("acme", "web", "shop", "main", "42", null);
  public static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  public static final ActionList LIST =
      ActionList.of(
          TaskVerb.DEPLOY,
          AT,
          OnFailure.DRAIN,
          List.of(action("network", null), action("secret", false)));
  public static final String TASK =
      """
      {"task":"deploy","deployment":{"client":"acme","portfolio":"web","app":"shop",\
      "branch":"main","build":"42"}}\
      """;

  public final InMemoryTables tables = new InMemoryTables();
  public final Runs runs = new Runs(tables);
  public final InMemoryObjectStore objects = new InMemoryObjectStore();
  public final InMemoryMailbox mailbox = new InMemoryMailbox();
  public final RouteTable routes;
  private int minted;

  public Platform() {
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var grants = new Grants(tables);
    grants.put(new Grant(ANN, List.of("deploy", "read"), Prn.parse("prn:web")));
    var invoker = new InvokerService(runs, grants, objects, mailbox, clock, this::id, "aws");
    var runner = new RunnerService(runs, objects, new InMemoryLauncher(), clock);
    mailbox
        .on(Layer.INVOKER, r -> invoker.answer(Json.as(r, InvokerRequest.class)))
        .on(Layer.RUNNER, r -> Json.tree(runner.start(Json.as(r, RunnerRequest.class))))
        .on(Layer.DEPLOYSPEC, _ -> Json.object().put("listDigest", LIST.digest().toString()));
    var keys = ObjectKeys.of(AT);
    var zip = new byte[] {1};
    var ref = new PackageRef(keys.packageZip(Digest.of(zip)), Digest.of(zip));
    objects.put(ref.key(), zip, Precondition.NONE);
    objects.put(
        keys.newestPackage(), Json.write(ref).getBytes(StandardCharsets.UTF_8), Precondition.NONE);
    objects.put(keys.list(LIST.digest()), LIST.canonical(), Precondition.NONE);
    routes =
        new CoreApi(runs, grants, new Idempotency(tables, clock), objects, mailbox, "aws", this::id)
            .routes();
  }

  /** Ids in the order minted. */
  public static RunId id(int number) {
    return RunId.parse("0198f2c4-0000-7000-8000-%012x".formatted(number));
  }

  private RunId id() {
    minted++;
    return id(minted);
  }

  public ApiResponse get(String path, Map<String, String> query) {
    return routes.answer(new ApiRequest("GET", path, query, Map.of(), new byte[0], ANN));
  }

  public ApiResponse get(String path) {
    return get(path, Map.of());
  }

  public ApiResponse submit(String body, Map<String, String> headers) {
    var all = new java.util.HashMap<>(Map.of("Content-Type", "application/json"));
    all.putAll(headers);
    return routes.answer(
        new ApiRequest(
            "POST", "/v1/tasks", Map.of(), all, body.getBytes(StandardCharsets.UTF_8), ANN));
  }

  public RunRow row(int number) {
    return runs.get(id(number)).orElseThrow();
  }

  public static JsonNode json(ApiResponse response) {
    return Json.parse(response.body());
  }

  private static Action action(String name, Boolean saveOutputs) {
    return Action.of(
            name + "/210000000001/eu-west-1",
            "AWS::CreateStack",
            new Source("deployspec.yaml", 4, 3))
        .name(name)
        .target(new Target("210000000001", "eu-west-1"))
        .saveOutputs(saveOutputs)
        .build();
  }
}
