package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.cli.platform.EmbeddedPlatforms;
import io.coreautomation.cli.platform.Platform;
import io.coreautomation.cli.platform.Platforms;
import io.coreautomation.cli.platform.Registry;
import io.coreautomation.framework.json.Json;
import io.coreautomation.local.embedded.EmbeddedSettings;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a fleet failed that is too large for one run, as no more than four actions go into one. */
class WhyPartsTest {
  @TempDir Path directory;

  /** The embedded platform, which divides lists early. */
  private record Dividing(Platforms platforms) implements Platforms {
    private static EmbeddedSettings small(EmbeddedSettings given) {
      return new EmbeddedSettings(
          given.home(), given.endpoint(), given.pace(), given.principal(), 4, given.kinds());
    }

    @Override
    public Platform open(EmbeddedSettings settings) {
      return platforms.open(small(settings));
    }

    @Override
    public Platform openInLine(EmbeddedSettings settings, Consumer<String> waiting) {
      return platforms.openInLine(small(settings), waiting);
    }

    @Override
    public Registry registry(EmbeddedSettings settings) {
      return platforms.registry(small(settings));
    }
  }

  @Test
  void a_part_that_failed_is_traced_to_what_failed_in_its_run() {
    var shop =
        new ShopOnTheTwin(directory, new Dividing(new EmbeddedPlatforms()))
            .with(
                "templates/function.yaml",
                """
                Resources:
                  Role:
                    Type: AWS::IAM::Role
                    Properties: {AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: []}}
                  Function:
                    Type: AWS::Lambda::Function
                    Properties:
                      Runtime: nodejs12.x
                      Handler: index.handler
                      Role: !GetAtt Role.Arn
                      Code: {ZipFile: "exports.handler = async () => 1;"}
                """)
            .with(
                "deployspec.yaml",
                """
                defaults: {accounts: [dev, prod], regions: [eu-west-1]}
                actions:
                  - name: queue
                    kind: AWS::CreateStack
                    params: {stackName: queue, template: templates/queue.yaml}
                  - name: function
                    kind: AWS::CreateStack
                    accounts: [dev]
                    dependsOn: [queue]
                    params: {stackName: function, template: templates/function.yaml}
                  - name: other
                    kind: AWS::CreateStack
                    accounts: [dev]
                    dependsOn: [queue]
                    params: {stackName: other, template: templates/function.yaml}
                  - name: more
                    kind: AWS::CreateStack
                    accounts: [prod]
                    dependsOn: [queue]
                    params: {stackName: more, template: templates/queue.yaml}
                """);
    var newest = shop.failed(); // one of the parts: they begin at the same time
    var run = json(shop, newest).at("/run/partOf").asText();

    var within = json(shop, run).at("/failures/0/part");
    var part = within.at("/run/id").asText();
    assertThat(within.at("/run/partOf").asText()).isEqualTo(run);
    assertThat(within.at("/failures/0/known/id").asText()).isEqualTo("lambda-runtime-ended");
    assertThat(within.path("more").asInt()).isEqualTo(1);
    assertThat(
            shop.call("why", run)
                .plainOut()
                .replace(part, "PART")
                .replace(part.substring(28), "SHORT"))
        .isEqualTo(
            """
            world: twin (.core)
            run       RUN  web/shop/main/42 deploy

            action    part/1  SYSTEM::RunTask
            by run    PART  DEPLOY_FAILED

            action    function/210000000021/eu-west-1  AWS::CreateStack
            error     STACK_FAILED: Function (AWS::Lambda::Function) CREATE_FAILED: Resource handler returned message: "The runtime parameter of nodejs12.x is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions. (Service: Lambda, Status Code: 400)" (HandlerErrorCode: InvalidRequest)
            resource  Function (AWS::Lambda::Function)
            template  templates/function.yaml:5:3
            from      deployspec.yaml:6:5
            mend      Mend the resource, then run again.
            known as  lambda-runtime-ended
              cause   The runtime has come to its end: functions that have it go on, but none is made or changed with it any more.
              mend    Set a runtime that is supported, and see that the code runs with it.
              source  Lambda runtimes, https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html

            1 more of run SHORT failed: core why SHORT
            """);
  }

  private static JsonNode json(ShopOnTheTwin shop, String run) {
    return Json.parse(shop.call("why", run, "--output", "json").out());
  }
}
