package io.coreautomation.deployspec.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.account.Account;
import io.coreautomation.db.account.AccountStatus;
import io.coreautomation.db.account.Accounts;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.deployspec.compile.Given;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.archive.PackageZip;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.task.PackageRef;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskVerb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeployspecServiceTest {
  private static final String ONE_STACK =
      """
      - name: a
        kind: AWS::CreateStack
        accounts: [network]
        regions: [eu-west-1]
        metadata: {}
        params: {stackName: a, template: stack.yaml}
      """;

  private final Objects objects = new Objects();
  private final InMemoryTables tables = new InMemoryTables();
  private final DeployspecService service = new DeployspecService(objects, tables, Given.KINDS);

  @BeforeEach
  void register_an_account() {
    new Accounts(tables)
        .register(
            new Account(
                "network", "210000000001", null, Map.of(), List.of(), AccountStatus.ACTIVE));
  }

  private Task uploaded(Given given) {
    var zip = PackageZip.write(given.files());
    var key = ObjectKeys.of(given.task().coordinates()).packageZip(Digest.of(zip));
    objects.contents.put(key, zip);
    return given.task().withPackage(new PackageRef(key, Digest.of(zip)));
  }

  private ActionList list(Task task, Digest digest) {
    return ActionList.parse(objects.contents.get(ObjectKeys.of(task.coordinates()).list(digest)));
  }

  @Test
  void list_templates_and_pointer_are_put_under_their_keys() {
    var task = uploaded(Given.deployspec(ONE_STACK));

    var answer = service.compile(task);

    var folder = "artefacts/web/shop/main/42/";
    assertThat(objects.contents.keySet())
        .containsExactly(
            folder + "deploy.actions",
            folder + "lists/" + answer.listDigest().hex() + ".json",
            folder + "templates/" + Digest.of(Given.TEMPLATE).hex() + ".yaml",
            task.packageRef().key());
    assertThat(new String(objects.contents.get(folder + "deploy.actions")))
        .isEqualTo(answer.listDigest().toString());
    assertThat(list(task, answer.listDigest()).actions())
        .extracting(Action::id)
        .containsExactly("a/210000000001/eu-west-1");
    assertThat(answer.actions()).isEqualTo(1);
    assertThat(answer.notes().getFirst().get("message").asText())
        .isEqualTo("'metadata' is ignored: an action is known by its name");
    assertThat(service.compile(task)).isEqualTo(answer);
  }

  @Test
  void the_newest_package_is_found_by_its_pointer() {
    var task = uploaded(Given.deployspec(ONE_STACK));
    objects.contents.put(
        ObjectKeys.of(task.coordinates()).newestPackage(),
        Json.write(task.packageRef()).getBytes());

    assertThat(service.compile(task.withPackage(null)).actions()).isEqualTo(1);
  }

  @Test
  void a_package_that_is_not_there_or_not_the_one_named_is_refused() {
    var task = uploaded(Given.deployspec(ONE_STACK));
    var other = new PackageRef(task.packageRef().key(), Digest.of("other"));

    assertThatThrownBy(() -> service.compile(task.withPackage(other)))
        .hasMessage(
            "the package at '%s' is not %s. Upload it again: core upload."
                .formatted(other.key(), other.digest()));
    assertThatThrownBy(() -> service.compile(task.withPackage(null)))
        .hasMessage(
            "there is no package at 'packages/web/shop/main/42/package.zip'. Upload it first: core"
                + " upload.");
  }

  @Test
  void a_teardown_takes_down_what_was_deployed_not_what_the_package_says_by_now() {
    var deployed = uploaded(Given.deployspec(ONE_STACK));
    deployed(deployed, service.compile(deployed).listDigest());
    var now =
        uploaded(
            Given.deployspec(ONE_STACK.replace("stackName: a", "stackName: b"))
                .verb(TaskVerb.TEARDOWN));

    var list = list(now, service.compile(now).listDigest());

    assertThat(list.task()).isEqualTo(TaskVerb.TEARDOWN);
    assertThat(list.actions()).extracting(Action::kind).containsExactly("AWS::DeleteStack");
    assertThat(list.actions().getFirst().params().toString()).isEqualTo("{\"stackName\":\"a\"}");
  }

  @Test
  void a_teardownspec_of_the_package_goes_before_what_was_deployed() {
    var deployed = uploaded(Given.deployspec(ONE_STACK));
    deployed(deployed, service.compile(deployed).listDigest());
    var now =
        uploaded(
            Given.deployspec(ONE_STACK)
                .file("teardownspec.yaml", "- {name: bye, kind: NoOp}")
                .verb(TaskVerb.TEARDOWN));

    assertThat(list(now, service.compile(now).listDigest()).actions())
        .extracting(Action::id)
        .containsExactly("bye");
  }

  @Test
  void the_handler_answers_with_the_list_or_with_all_problems() throws IOException {
    var good = uploaded(Given.deployspec(ONE_STACK));
    var bad = uploaded(Given.deployspec("- {name: a, kind: Nope}\n- {name: a/b, kind: NoOp}"));

    var answer = service.compile(good);
    assertThat(handled(good))
        .isEqualTo(
            "{\"listDigest\":\"%s\",\"actions\":1,\"notes\":%s}"
                .formatted(answer.listDigest(), Json.write(answer.notes())));
    assertThat(handled(bad))
        .isEqualTo(
            """
            {"problems":[\
            {"code":"KIND_UNKNOWN","message":"there is no kind 'Nope'",\
            "mend":"Did you mean 'SYSTEM::NoOp'?","path":"actions[0].kind",\
            "source":{"file":"deployspec.yaml","line":1,"column":19}},\
            {"code":"FIELD_INVALID",\
            "message":"'a/b' is no name for an action: '/' and '@' separate names from targets",\
            "mend":"Write 'a-b'.","path":"actions[1].name",\
            "source":{"file":"deployspec.yaml","line":2,"column":10}}]}\
            """);
  }

  private String handled(Task task) throws IOException {
    var out = new ByteArrayOutputStream();
    new DeployspecHandler(service)
        .handleRequest(
            new ByteArrayInputStream(Json.write(Json.object().set("task", task.json())).getBytes()),
            out,
            null);
    return out.toString();
  }

  private void deployed(Task task, Digest list) {
    var at = Instant.parse("2026-01-01T00:00:00Z");
    var runs = new Runs(tables);
    var id = RunId.random();
    var prn = task.coordinates().prn();
    var row =
        RunRow.requested(
            id, TaskVerb.DEPLOY, task.coordinates(), "twin", "local:me", Digest.of("x"), at);
    runs.create(row, Event.ofRun(id, prn, Event.RUN_REQUESTED, "", at));
    for (var status :
        List.of(
            RunStatus.of(RunStatus.Phase.COMPILE, RunStatus.State.COMPLETE),
            RunStatus.of(RunStatus.Phase.DEPLOY, RunStatus.State.REQUESTED),
            RunStatus.of(RunStatus.Phase.DEPLOY, RunStatus.State.COMPLETE))) {
      at = at.plusSeconds(1);
      row =
          runs.move(
              row,
              status,
              changes -> changes.list(list),
              Event.ofRun(id, prn, Event.RUN_COMPLETE, "", at));
    }
  }

  /** Objects in a map. */
  private static final class Objects implements ObjectStore {
    private final TreeMap<String, byte[]> contents = new TreeMap<>();

    @Override
    public Optional<StoredObject> get(String key) {
      return Optional.ofNullable(contents.get(key))
          .map(content -> new StoredObject(content, Digest.of(content).hex()));
    }

    @Override
    public String put(String key, byte[] content, Precondition precondition) {
      if (precondition instanceof Precondition.Absent && contents.containsKey(key)) {
        throw new PreconditionFailedException(key, precondition);
      }
      contents.put(key, content);
      return Digest.of(content).hex();
    }

    @Override
    public void delete(String key) {
      contents.remove(key);
    }

    @Override
    public Listing list(String prefix, String after) {
      return new Listing(
          contents.keySet().stream().filter(key -> key.startsWith(prefix)).toList(), null);
    }

    @Override
    public URI presign(String key, Duration validity) {
      return url(key);
    }

    @Override
    public URI url(String key) {
      return URI.create("memory:/" + key);
    }
  }
}
