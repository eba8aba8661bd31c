package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.run.RunRow;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.RunView.Failure;
import io.coreautomation.framework.task.TaskVerb;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhyVerbTest {
  @TempDir Path directory;

  @Test
  void what_ended_a_run_besides_its_actions_is_told() {
    var missing =
        new Failure("SPEC_MISSING", "the package has no deployspec", "Add one.", null, null);
    var run =
        new RunView.Run(
            Views.RUN,
            TaskVerb.DEPLOY,
            Views.SHOP,
            "twin",
            "COMPILE_FAILED",
            Views.START,
            null,
            null,
            null,
            null,
            List.of(missing));

    var outcome = cli(new RunView(run, List.of())).call("why", "7c41d09e");

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            run       RUN  web/shop/main/42 deploy
            problem   the package has no deployspec. Add one.
            """);
  }

  @Test
  void of_an_error_that_is_not_known_the_chain_is_told_alone() {
    var failed =
        Views.failed(
            "data",
            new Failure(
                "REFERENCE_UNKNOWN",
                "the package has no 'data.yaml'",
                "Add it.",
                new Source("deployspec.yaml", 24, 17),
                null));
    var cli = cli(Views.view("DEPLOY_FAILED", failed));

    assertThat(cli.call("why", "7c41d09e").plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            run       RUN  web/shop/main/42 deploy

            action    data/210000000011/eu-west-1  AWS::CreateStack
            error     REFERENCE_UNKNOWN: the package has no 'data.yaml'
            at        deployspec.yaml:24:17
            from      deployspec.yaml:22:5
            mend      Add it.
            """);
    assertThat(Json.parse(cli.call("why", "7c41d09e", "--output", "json").out()).get("failures"))
        .singleElement()
        .matches(failure -> !failure.has("known"));
  }

  private Cli cli(RunView view) {
    var platform = new ScriptedPlatform(view);
    platform.unfinished.add(
        RunRow.requested(
            Views.RUN,
            TaskVerb.DEPLOY,
            Views.SHOP,
            "twin",
            "local:ada",
            Digest.of(new byte[0]),
            Views.START));
    return new Cli(directory, platform);
  }
}
