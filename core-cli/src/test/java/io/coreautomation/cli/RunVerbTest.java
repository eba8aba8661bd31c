package io.coreautomation.cli;

import static io.coreautomation.cli.Views.done;
import static io.coreautomation.cli.Views.failed;
import static io.coreautomation.cli.Views.id;
import static io.coreautomation.cli.Views.running;
import static io.coreautomation.cli.Views.view;
import static io.coreautomation.cli.Views.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.run.RunRow;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.problem.StackResource;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.RunView.Failure;
import io.coreautomation.framework.task.TaskVerb;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunVerbTest {
  private static final RunView FIRST =
      view("DEPLOY_IN_PROGRESS", running("network"), waiting("app", id("network")));
  private static final RunView COMPLETE =
      view(
          "DEPLOY_COMPLETE",
          done("network", Change.CREATE, 130_000, Map.of("VpcId", "vpc-1", "Zones", "a,b")),
          done("app", Change.NO_CHANGE, 0, Map.of()));
  private static final RunView FAILED =
      view(
          "DEPLOY_FAILED",
          failed(
              "network",
              new Failure(
                  "STACK_FAILED",
                  "Function (AWS::Lambda::Function) CREATE_FAILED: The runtime is no longer"
                      + " supported",
                  "use a current runtime, for example nodejs24.x",
                  new Source("templates/app.yaml", 31, 7),
                  new StackResource("Function", "AWS::Lambda::Function"))),
          waiting("app", id("network")));

  @TempDir Path directory;

  @Test
  void a_run_is_shown_from_its_package_to_its_outputs() {
    var outcome = shop(new ScriptedPlatform(FIRST, COMPLETE)).call("run", "shop");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            package   shop 4 files, 3 templates · DIGEST
            compiled  1 action · 1 account · 1 region · TIME
            run       RUN  web/shop/main/42 deploy

              ✓ network  210000000011 shop-dev  eu-west-1  created     TIME (simulated)
              ✓ app      210000000011 shop-dev  eu-west-1  no change
            2 of 2 complete · 1 created, 0 updated, 1 unchanged · TIME (TIME simulated)

              network  210000000011 shop-dev  eu-west-1
                VpcId  vpc-1
                Zones  a,b

            outputs   core outputs SHORT
            report    .core/report.md
            again     core show SHORT
            """);
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void a_failure_is_shown_with_its_place_and_how_to_mend_it() {
    var outcome = shop(new ScriptedPlatform(FIRST, FAILED)).call("run", "shop");

    assertThat(outcome.plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            package   shop 4 files, 3 templates · DIGEST
            compiled  1 action · 1 account · 1 region · TIME
            run       RUN  web/shop/main/42 deploy

              ✗ network  210000000011 shop-dev  eu-west-1  failed      TIME (simulated)
                Function (AWS::Lambda::Function) CREATE_FAILED: The runtime is no longer supported
                templates/app.yaml:31:7 · from deployspec.yaml:22 · mend: use a current runtime, for example nodejs24.x
                core show SHORT network/210000000011/eu-west-1
              · app      210000000011 shop-dev  eu-west-1  waits for network
            1 failed, 0 complete, 1 not started (waits for network) · exit 1

            outputs   core outputs SHORT
            report    .core/report.md
            again     core show SHORT
            """);
    assertThat(outcome.exit()).isEqualTo(1);
  }

  @Test
  void machines_get_one_document_and_find_the_talk_on_stderr() {
    var outcome =
        shop(new ScriptedPlatform(FIRST, COMPLETE)).call("run", "shop", "--output", "json");

    assertThat(outcome.err()).isEqualTo("world: twin (.core)\n");
    assertThat(Json.parse(outcome.out()))
        .isEqualTo(
            Json.parse(
                """
                {"run":{"id":"0198f2c4-aaaa-7bbb-8ccc-dddd7c41d09e","task":"deploy",
                  "coordinates":{"client":"acme","portfolio":"web","app":"shop","branch":"main","build":"42"},
                  "world":"twin","status":"DEPLOY_COMPLETE","startedAt":"2026-01-01T10:00:00Z",
                  "endedAt":"2026-01-01T10:00:06.100Z","durationMs":6100},
                 "actions":[
                  {"id":"network/210000000011/eu-west-1","name":"network","kind":"AWS::CreateStack",
                   "target":{"account":"210000000011","region":"eu-west-1"},"status":"COMPLETE",
                   "attempt":1,"change":"create","outputs":{"VpcId":"vpc-1","Zones":"a,b"},
                   "worldTimeMs":130000,"waitsFor":[],
                   "source":{"file":"deployspec.yaml","line":22,"column":5}},
                  {"id":"app/210000000011/eu-west-1","name":"app","kind":"AWS::CreateStack",
                   "target":{"account":"210000000011","region":"eu-west-1"},"status":"COMPLETE",
                   "attempt":1,"change":"noChange","outputs":{},"worldTimeMs":0,"waitsFor":[],
                   "source":{"file":"deployspec.yaml","line":22,"column":5}}]}
                """));
  }

  @Test
  void yaml_is_the_same_document() {
    var outcome = shop(new ScriptedPlatform(COMPLETE)).call("runs", "--output=yaml");

    assertThat(outcome.out()).isEqualTo("runs: []\n");
  }

  @Test
  void options_win_over_the_package() {
    var platform = new ScriptedPlatform(COMPLETE);
    shop(platform)
        .call(
            "run",
            "shop",
            "--branch",
            "Feature/X",
            "--build=43",
            "--environment=test",
            "--force",
            "--on-failure",
            "continue",
            "--max-parallel",
            "7",
            "--pace",
            "--endpoint-url",
            "http://127.0.0.1:5000",
            "--home",
            "elsewhere");

    var task = platform.submitted.getFirst();
    assertThat(task.coordinates().path()).isEqualTo("web/shop/feature-x/43");
    assertThat(task.deployment().environment()).isEqualTo("test");
    assertThat(task.options().force()).isTrue();
    assertThat(task.options().onFailure()).isEqualTo(OnFailure.CONTINUE);
    assertThat(task.options().maxParallel()).isEqualTo(7);
    var settings = platform.opened.getFirst();
    assertThat(settings.pace()).isEqualTo("real");
    assertThat(settings.endpoint()).hasToString("http://127.0.0.1:5000");
    assertThat(settings.home()).isEqualTo(directory.resolve("elsewhere"));
    assertThat(settings.principal()).isEqualTo("local:ada");
  }

  @Test
  void a_pace_does_not_swallow_the_folder_that_follows_it() {
    var platform = new ScriptedPlatform(COMPLETE);
    shop(platform).call("run", "--pace", "shop");
    shop(platform).call("run", "--pace=x60", "shop");
    shop(platform).call("run", "--pace", "x60", "shop");
    shop(platform).call("run", "shop");

    assertThat(platform.opened)
        .extracting(io.coreautomation.local.embedded.EmbeddedSettings::pace)
        .containsExactly("real", "x60", "x60", "instant");
  }

  @Test
  void an_interrupted_run_says_how_to_carry_on_and_leaves_its_world_in_order() {
    var platform = new ScriptedPlatform(FIRST).interrupting();
    var outcome = shop(platform).call("run", "shop");

    assertThat(outcome.err())
        .isEqualTo(
            "interrupted: run 7c41d09e is paused at its last checkpoint."
                + " Carry on with: core resume 7c41d09e\n");
    assertThat(outcome.exit()).isEqualTo(130);
    assertThat(platform.calls).endsWith("follow", "close");
  }

  @Test
  void an_unfinished_run_of_the_same_list_is_brought_to_its_end_and_that_is_all() {
    var platform = new ScriptedPlatform(COMPLETE);
    platform.unfinished.add(row(ScriptedPlatform.list().digest()));
    var outcome = shop(platform).call("run", "shop");

    assertThat(outcome.err()).isEqualTo("run 7c41d09e was left unfinished: it goes on first\n");
    assertThat(platform.calls)
        .containsExactly(
            "seed shop",
            "upload web/shop/main/42",
            "compile deploy",
            "resume 7c41d09e",
            "follow",
            "close");
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void after_an_unfinished_run_of_another_list_a_new_one_starts() {
    var platform = new ScriptedPlatform(COMPLETE);
    platform.unfinished.add(row(Digest.of("another list")));
    shop(platform).call("run", "shop");

    assertThat(platform.calls)
        .endsWith("resume 7c41d09e", "follow", "submit deploy", "follow", "close");
  }

  @Test
  void a_teardown_compiles_nothing_and_counts_what_it_deleted() {
    var platform =
        new ScriptedPlatform(
            view(
                TaskVerb.TEARDOWN,
                "TEARDOWN_COMPLETE",
                done("network", Change.DELETE, 9_000, Map.of())));
    var outcome = shop(platform).call("teardown", "shop");

    assertThat(platform.calls)
        .containsExactly(
            "seed shop", "upload web/shop/main/42", "submit teardown", "follow", "close");
    assertThat(outcome.plainOut())
        .contains("1 of 1 complete · 1 deleted · TIME (TIME simulated)\n");
  }

  @Test
  void a_run_waits_in_line_for_the_world_and_says_once_who_has_it() {
    var platform = new ScriptedPlatform(COMPLETE);
    platform.holder = Optional.of(OperatedRuns.HOLDER);
    var outcome = shop(platform).call("run", "shop");
    assertThat(outcome.err())
        .isEqualTo(
            "waiting: process 1234 (run deploy 7c41d09e of prn:web:shop:main:42 since 12:01)"
                + " has the world in .core\n");
    assertThat(outcome.exit()).isZero();
  }

  private Cli shop(ScriptedPlatform platform) {
    return new Cli(directory, platform).withShop();
  }

  private static RunRow row(Digest list) {
    return RunRow.requested(
            Views.RUN,
            TaskVerb.DEPLOY,
            Views.SHOP,
            "twin",
            "local:ada",
            Digest.of("request"),
            Views.START)
        .with(changes -> changes.list(list));
  }
}
