package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.testing.NeededTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the commit that a failed run was made of. */
class WhyCommitTest {
  @TempDir Path directory;
  private ShopOnTheTwin shop;

  @BeforeEach
  void writeAPackage() {
    shop = new ShopOnTheTwin(directory);
  }

  @Test
  void the_commit_is_told_that_a_build_is_called_by() throws Exception {
    var git = NeededTool.require("git").toString();
    shop.with("core.yaml", "{client: acme, portfolio: web, app: shop, branch: main}\n")
        .with(
            "templates/app.yaml",
            """
            Resources:
              Topic:
                Type: AWS::SSM::Parameter
                Properties: {Type: String, Value: !ImportValue topic}
            """)
        .with(
            "deployspec.yaml",
            """
            - name: app
              kind: AWS::CreateStack
              accounts: [dev]
              regions: [eu-west-1]
              params: {stackName: app, template: templates/app.yaml}
            """);
    answer(git, "init", "-q");
    answer(git, "add", "shop");
    answer(
        git, "-c", "user.name=ada", "-c", "user.email=ada@acme.example", "commit", "-qm", "shop");
    var commit = answer(git, "rev-parse", "HEAD");
    var run = shop.failed();

    assertThat(shop.call("why", run).plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            run       RUN  web/shop/main/%s deploy
            commit    %s

            action    app/210000000021/eu-west-1  AWS::CreateStack
            error     STACK_FAILED: the stack 'app' is ROLLBACK_COMPLETE: No export named topic found. Rollback requested by user
            from      deployspec.yaml:1:3
            mend      Mend the resource, then run again.
            known as  cfn-export-missing
              cause   A template imports what no stack in this account and region exports: the other stack is not deployed yet, or is elsewhere, or calls it otherwise.
              mend    Deploy the exporting stack first; where one list has both, name it in the importing action's dependsOn.
              source  Get exported outputs from a deployed CloudFormation stack, https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
            """
                .formatted(commit.substring(0, 7), commit));
    assertThat(Json.parse(shop.call("why", run, "--output", "json").out()).get("commit").asText())
        .isEqualTo(commit);
  }

  private String answer(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).directory(directory.toFile()).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text.strip();
  }
}
