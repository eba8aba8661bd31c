package io.coreautomation.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.cli.Packages;
import io.coreautomation.framework.testing.MotoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.sts.StsClient;

/** The same package over AWS's wire: real clients, roles taken on in each account, real time. */
class OnTheWireIT {
  private static final String LANDING_ZONE = Shipped.example("landing-zone").toString();

  @RegisterExtension static final MotoServer MOTO = new MotoServer();

  @TempDir Path folder;

  @Test
  void a_landing_zone_stands_in_its_accounts_and_a_second_run_finds_it() {
    var core = new CoreProcess(folder);
    var endpoint = MOTO.endpoint().toString();

    var first = core.call("run", LANDING_ZONE, "--endpoint-url", endpoint, "--output", "json");

    assertThat(first.exit()).as(first.out() + first.err()).isZero();
    assertThat(first.json().path("run").path("world").asText()).isEqualTo("endpoint " + endpoint);
    var stacks = 0;
    for (var action : first.json().path("actions")) {
      if (action.path("kind").asText().equals("AWS::CreateStack")) {
        assertStands(action, "CREATE_COMPLETE");
        stacks++;
      }
    }
    assertThat(stacks).isEqualTo(28);

    var second = core.call("run", LANDING_ZONE, "--endpoint-url", endpoint, "--output", "json");
    assertThat(second.exit()).as(second.out() + second.err()).isZero();
    // Not all unchanged: the emulator takes a list among the parameters for a new one each time.
    assertThat(second.json().path("actions").findValuesAsText("change")).doesNotContain("create");
  }

  @Test
  void a_template_too_large_for_a_request_goes_by_its_address_also_in_an_update()
      throws IOException {
    var template = folder.resolve("large/large.yaml");
    Packages.writeLarge(folder.resolve("large"));
    var core = new CoreProcess(folder);
    var endpoint = MOTO.endpoint().toString();

    var made = core.call("run", "large", "--endpoint-url", endpoint, "--output", "json");
    assertThat(made.exit()).as(made.out() + made.err()).isZero();
    assertStands(made.json().path("actions").get(0), "CREATE_COMPLETE");

    Files.writeString(
        template,
        Files.readString(template)
            .replace("Resources: {", "Resources: {Queue: {Type: AWS::SQS::Queue}, "));
    var changed = core.call("run", "large", "--endpoint-url", endpoint, "--output", "json");
    assertThat(changed.exit()).as(changed.out() + changed.err()).isZero();
    assertThat(changed.json().at("/actions/0/change").asText()).isEqualTo("update");
    assertStands(changed.json().path("actions").get(0), "UPDATE_COMPLETE");
  }

  private static void assertStands(JsonNode action, String status) {
    var target = action.path("target");
    var stack =
        stack(
            target.path("account").asText(),
            target.path("region").asText(),
            action.path("outputs"));
    var outputs = new TreeMap<String, String>();
    stack.outputs().forEach(output -> outputs.put(output.outputKey(), output.outputValue()));
    var said = new TreeMap<String, String>();
    action.path("outputs").properties().forEach(o -> said.put(o.getKey(), o.getValue().asText()));
    assertThat(stack.stackStatusAsString()).isEqualTo(status);
    assertThat(outputs).isNotEmpty().isEqualTo(said);
  }

  /** The one stack of a place whose outputs have these names. */
  private static Stack stack(String account, String region, JsonNode outputs) {
    try (var http = UrlConnectionHttpClient.create();
        var sts =
            StsClient.builder()
                .httpClient(http)
                .endpointOverride(MOTO.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
      var session =
          sts.assumeRole(
                  r -> r.roleArn("arn:aws:iam::" + account + ":role/any").roleSessionName("look"))
              .credentials();
      try (var cloudFormation =
          CloudFormationClient.builder()
              .httpClient(http)
              .endpointOverride(MOTO.endpoint())
              .region(Region.of(region))
              .credentialsProvider(
                  StaticCredentialsProvider.create(
                      AwsSessionCredentials.create(
                          session.accessKeyId(),
                          session.secretAccessKey(),
                          session.sessionToken())))
              .build()) {
        return cloudFormation.describeStacksPaginator().stacks().stream()
            .filter(stack -> stack.stackId().contains(":" + region + ":" + account + ":"))
            .filter(
                stack ->
                    stack.outputs().size() == outputs.size()
                        && stack.outputs().stream().allMatch(o -> outputs.has(o.outputKey())))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no such stack in " + account + "/" + region));
      }
    }
  }
}
