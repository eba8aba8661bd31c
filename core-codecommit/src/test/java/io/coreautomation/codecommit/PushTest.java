package io.coreautomation.codecommit;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.codecommit.PushOutcome.Ignored;
import io.coreautomation.codecommit.PushOutcome.Submitted;
import io.coreautomation.framework.archive.PackageZip;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskReader;
import io.coreautomation.framework.testing.InMemoryMailbox;
import io.coreautomation.framework.testing.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PushTest {
  private static final String OLD = "3e5a9b1100b1d2a3948576a1b2c3d4e5f6a7b8c9";
  private static final String NEW = "3e59834cf0b1d2a3948576a1b2c3d4e5f6a7b8c9";
  private static final String NEWER = "ffff834cf0b1d2a3948576a1b2c3d4e5f6a7b8c9";
  private static final String ARN = "arn:aws:codecommit:eu-west-1:111122223333:web-shop-front";

  private final InMemoryRepositories repositories =
      new InMemoryRepositories()
          .commit("feature/Basket", OLD, Map.of("platform/deployspec.yaml", "[]", "README.md", "1"))
          .commit(
              "feature/Basket",
              NEW,
              Map.of(
                  "platform/deployspec.yaml", "[a]", "platform/t/net.yaml", "x", "README.md", "1"));
  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final InMemoryMailbox mailbox = new InMemoryMailbox();
  private final PushService service = new PushService("acme", repositories, objects, mailbox);

  @Test
  void a_push_on_the_platform_folder_is_a_deployment_of_it() {
    var outcome = service.received(push("referenceUpdated", "branch", NEW, OLD));

    var letter = mailbox.handedOver().getFirst();
    assertThat(letter.layer()).isEqualTo(Layer.INVOKER);
    assertThat(letter.request().path("principal").asText()).isEqualTo(ARN);
    var task = task(letter);
    assertThat(outcome).isEqualTo(new Submitted(task.runId()));
    assertThat(task.verb().label()).isEqualTo("deploy");
    assertThat(task.coordinates())
        .isEqualTo(
            new Coordinates("acme", "web", "shop-front", "feature/Basket", "3e59834c", null));
    var zip = objects.get(task.packageRef().key()).orElseThrow().content();
    assertThat(task.packageRef().digest()).isEqualTo(Digest.of(zip));
    assertThat(PackageZip.read(zip).paths()).containsExactly("deployspec.yaml", "t/net.yaml");
  }

  @Test
  void a_push_that_is_delivered_twice_is_one_run_of_one_package() {
    var first = service.received(push("referenceUpdated", "branch", NEW, OLD));

    assertThat(service.received(push("referenceUpdated", "branch", NEW, OLD))).isEqualTo(first);
    assertThat(mailbox.handedOver())
        .hasSize(2)
        .allMatch(l -> l.equals(mailbox.handedOver().getFirst()));
    assertThat(objects.list("packages/", null).keys()).hasSize(1);
  }

  @Test
  void the_same_commit_on_another_branch_is_another_run() {
    repositories.commit("main", NEW, Map.of("platform/deployspec.yaml", "[a]"));
    var basket = service.received(push("referenceUpdated", "branch", NEW, OLD));
    var main =
        service.received(event("referenceCreated", "branch", "main", NEW, null, "web-shop-front"));

    assertThat(List.of(basket, main)).allMatch(Submitted.class::isInstance).doesNotHaveDuplicates();
  }

  @Test
  void a_new_branch_has_no_old_commit_and_is_deployed() {
    assertThat(service.received(push("referenceCreated", "branch", NEW, null)))
        .isInstanceOf(Submitted.class);
  }

  private record Case(
      String name, Consumer<InMemoryRepositories> before, PushEvent push, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> ignored() {
    return Stream.of(
        new Case("a tag", _ -> {}, push("referenceCreated", "tag", NEW, null), "it is no branch"),
        new Case(
            "a deletion",
            _ -> {},
            push("referenceDeleted", "branch", null, OLD),
            "the branch was deleted"),
        new Case(
            "a change elsewhere",
            r ->
                r.commit(
                    "feature/Basket",
                    NEW,
                    Map.of("platform/deployspec.yaml", "[]", "README.md", "2")),
            push("referenceUpdated", "branch", NEW, OLD),
            "nothing in 'platform' changed"),
        new Case(
            "a repository without the folder",
            r -> r.commit("feature/Basket", NEW, Map.of("README.md", "2")),
            push("referenceUpdated", "branch", NEW, OLD),
            "it has no folder 'platform'"),
        new Case(
            "an event that comes after a newer one",
            r -> r.commit("feature/Basket", NEWER, Map.of("platform/deployspec.yaml", "[b]")),
            push("referenceUpdated", "branch", NEW, OLD),
            "the branch is at a newer commit, which has an event of its own"),
        new Case(
            "a name without an app",
            r -> r.commit("main", NEW, Map.of("platform/deployspec.yaml", "[z]")),
            event("referenceUpdated", "branch", "main", NEW, OLD, "website"),
            "its name is not <portfolio>-<app>, as names of deployments go"),
        new Case(
            "a name that no deployment can have",
            r -> r.commit("main", NEW, Map.of("platform/deployspec.yaml", "[a]")),
            event("referenceUpdated", "branch", "main", NEW, OLD, "web-2nd_shop"),
            "its name is not <portfolio>-<app>, as names of deployments go"));
  }

  @ParameterizedTest
  @MethodSource("ignored")
  void what_concerns_nobody_is_ignored(Case ignored) {
    ignored.before().accept(repositories);

    assertThat(service.received(ignored.push())).isEqualTo(new Ignored(ignored.reason()));
    assertThat(mailbox.handedOver()).isEmpty();
    assertThat(objects.list("packages/", null).keys()).isEmpty();
  }

  private static PushEvent push(String event, String type, String commit, String old) {
    return event(event, type, "feature/Basket", commit, old, "web-shop-front");
  }

  private static PushEvent event(
      String event, String type, String name, String commit, String old, String repository) {
    return new PushEvent(
        List.of("arn:aws:codecommit:eu-west-1:111122223333:" + repository),
        new PushEvent.Detail(event, repository, type, name, commit, old, "ann"));
  }

  private static Task task(InMemoryMailbox.Letter letter) {
    var bytes = Json.write(letter.request().path("task")).getBytes(StandardCharsets.UTF_8);
    return new TaskReader().read("task.json", bytes).task();
  }
}
