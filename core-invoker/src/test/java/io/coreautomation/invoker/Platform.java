package io.coreautomation.invoker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.event.Events;
import io.coreautomation.db.grant.Grant;
import io.coreautomation.db.grant.Grants;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.task.PackageRef;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskReader;
import io.coreautomation.framework.testing.InMemoryLauncher;
import io.coreautomation.framework.testing.InMemoryMailbox;
import io.coreautomation.framework.testing.InMemoryObjectStore;
import io.coreautomation.runner.RunnerRequest;
import io.coreautomation.runner.RunnerService;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** An invoker with the real runner, a compiler that makes empty lists, and doors in memory. */
final class Platform {
  static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-00007c41d09e");
  static final Coordinates AT = new Coordinates("acme", "web", "shop", "main", "42", null);
  static final byte[] ZIP = "a package".getBytes(StandardCharsets.UTF_8);
  static final String ZIP_KEY = ObjectKeys.of(AT).packageZip(Digest.of(ZIP));
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  final InMemoryTables tables = new InMemoryTables();
  final Runs runs = new Runs(tables);
  final Grants grants = new Grants(tables);
  final InMemoryObjectStore objects = new InMemoryObjectStore();
  final InMemoryMailbox mailbox = new InMemoryMailbox();
  final InMemoryLauncher launcher = new InMemoryLauncher();
  final InvokerService invoker;

  /** What the compiler says next, once each, before it compiles again. */
  final Deque<Problem> compilerProblems = new ArrayDeque<>();

  Platform() {
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    invoker = new InvokerService(runs, grants, objects, mailbox, clock, () -> RUN, "aws");
    var runner = new RunnerService(runs, objects, launcher, clock);
    mailbox
        .on(Layer.DEPLOYSPEC, this::compile)
        .on(Layer.RUNNER, request -> Json.tree(runner.start(Json.as(request, RunnerRequest.class))))
        .on(Layer.INVOKER, request -> invoker.answer(Json.as(request, InvokerRequest.class)));
    grants.put(new Grant("ann", List.of("*"), Prn.parse("prn:web")));
    upload(ZIP);
  }

  /** Uploads a package of the coordinates as their newest. */
  void upload(byte[] zip) {
    var keys = ObjectKeys.of(AT);
    var key = keys.packageZip(Digest.of(zip));
    objects.put(key, zip, Precondition.NONE);
    objects.put(
        keys.newestPackage(),
        Json.write(new PackageRef(key, Digest.of(zip))).getBytes(StandardCharsets.UTF_8),
        Precondition.NONE);
  }

  static ObjectNode task(String verb) {
    return (ObjectNode)
        Json.parse(
            """
            {"task":"%s","deployment":{"client":"acme","portfolio":"web","app":"shop",
             "branch":"main","build":"42"},"correlationId":"%s"}\
            """
                .formatted(verb, RUN));
  }

  RunRow row() {
    return runs.get(RUN).orElseThrow();
  }

  List<String> eventTypes() {
    return new Events(tables).ofRun(RUN, null, 100).stream().map(Event::type).toList();
  }

  Task compiledTask() {
    return new TaskReader()
        .read(
            "task.json",
            Json.write(mailbox.called(Layer.DEPLOYSPEC).getLast().path("task"))
                .getBytes(StandardCharsets.UTF_8))
        .task();
  }

  private JsonNode compile(JsonNode request) {
    if (!compilerProblems.isEmpty()) {
      throw new ProblemException(compilerProblems.removeFirst());
    }
    var task =
        new TaskReader()
            .read("task.json", Json.write(request.path("task")).getBytes(StandardCharsets.UTF_8))
            .task();
    var list = ActionList.of(task.verb(), task.coordinates(), OnFailure.DRAIN, List.of());
    objects.put(
        ObjectKeys.of(task.coordinates()).list(list.digest()), list.canonical(), Precondition.NONE);
    return Json.object().put("listDigest", list.digest().toString());
  }
}
