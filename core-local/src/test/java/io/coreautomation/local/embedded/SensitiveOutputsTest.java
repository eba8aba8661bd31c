package io.coreautomation.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.task.Deployment;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskOptions;
import io.coreautomation.framework.task.TaskType;
import io.coreautomation.framework.task.TaskVerb;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a run leaves behind tells what its stacks keep secret. */
class SensitiveOutputsTest {
  private static final Coordinates SHOP = new Coordinates("acme", "web", "shop", "main", "1", null);

  @TempDir Path folder;

  @BeforeEach
  void aPackageWithASecretThatGoesFromStackToStack() throws IOException {
    write(
        "registry.yaml",
        """
        clients: [{name: acme, homeRegion: eu-west-1}]
        portfolios: [{name: web, owner: platform@acme.example}]
        accounts: [{name: sandbox, id: "210000000021", ou: Sandbox}]
        zones: [{name: eu, account: sandbox, regions: [eu-west-1]}]
        apps: [{portfolio: web, name: shop, zone: eu}]
        grants: [{principal: "local:*", verbs: ["*"], on: "prn:web"}]
        """);
    write(
        "deployspec.yaml",
        """
        defaults: {accounts: [sandbox], regions: [eu-west-1]}
        actions:
          - name: user
            kind: AWS::CreateStack
            params: {stackName: user, template: user.yaml, sensitiveOutputs: [Key]}
          - name: database
            kind: AWS::CreateStack
            params:
              stackName: database
              template: database.yaml
              parameters: {Password: "${actions.user.outputs.Key}"}
          - name: client
            kind: AWS::CreateStack
            params:
              stackName: client
              template: client.yaml
              parameters: {Url: "${actions.database.outputs.Url}"}
          - name: looker
            kind: AWS::GetStackOutputs
            dependsOn: [database]
            params: {stackName: database, sensitiveOutputs: [Url]}
        """);
    write(
        "user.yaml",
        """
        Resources:
          User: {Type: AWS::IAM::User}
          Access: {Type: AWS::IAM::AccessKey, Properties: {UserName: !Ref User}}
        Outputs:
          Key: {Value: !GetAtt Access.SecretAccessKey}
          Id: {Value: !Ref Access}
        """);
    write(
        "database.yaml",
        """
        Parameters: {Password: {Type: String, NoEcho: true}}
        Resources: {Topic: {Type: AWS::SNS::Topic}}
        Outputs:
          Url: {Value: !Sub 'db://user:${Password}@host'}
          Topic: {Value: !Ref Topic}
        """);
    write(
        "client.yaml",
        """
        Parameters: {Url: {Type: String}}
        Resources:
          Where: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Url}}
        Outputs:
          Host: {Value: !Select [1, !Split ['@', !Ref Url]]}
        """);
  }

  @Test
  void edge_15_a_secret_reaches_its_stacks_and_is_left_nowhere_else() throws Exception {
    String secret;
    String id;
    try (var platform = open()) {
      var view = run(platform, TaskVerb.DEPLOY);

      assertThat(view.actions()).hasSize(4).allMatch(a -> a.status() == ActionStatus.COMPLETE);
      secret = outputs(platform, "user").get("Key");
      id = outputs(platform, "user").get("Id");
      assertThat(secret).hasSize(40);
      assertThat(outputs(platform, "database"))
          .containsEntry("Url", "db://user:" + secret + "@host");
      assertThat(outputs(platform, "client")).containsEntry("Host", "host");
      assertThat(view.actions())
          .extracting(a -> a.name() + " " + a.outputs().getOrDefault("Url", "-"))
          .containsExactlyInAnyOrder("user -", "database ****", "client -", "looker ****");
      assertThat(view.actions().getFirst().outputs()).isEqualTo(Map.of("Key", "****", "Id", id));

      // Again, from what the registry has kept; and a plan, which looks at the same.
      assertThat(run(platform, TaskVerb.DEPLOY).run().status()).isEqualTo("DEPLOY_COMPLETE");
      assertThat(run(platform, TaskVerb.PLAN).run().status()).isEqualTo("PLAN_COMPLETE");
    }

    assertThat(placesOf(id)).isNotEmpty(); // so the next line would find it
    assertThat(placesOf(secret)).isEmpty();
  }

  private static Map<String, String> outputs(EmbeddedPlatform platform, String stack) {
    return platform.stacks().stream()
        .filter(s -> s.stackName().equals(stack))
        .findFirst()
        .orElseThrow()
        .outputs();
  }

  /** The files of the platform in which a text stands; those of the world of AWS left out. */
  private List<String> placesOf(String text) throws IOException {
    var places = new ArrayList<String>();
    var home = folder.resolve("home");
    try (var files = Files.walk(home)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = home.relativize(file).toString();
        if (!name.startsWith("world.") && content(file).contains(text)) {
          places.add(name);
        }
      }
    }
    return places;
  }

  private static String content(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    var zipped = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    return new String(
        zipped ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes,
        StandardCharsets.ISO_8859_1);
  }

  private EmbeddedPlatform open() {
    return EmbeddedPlatform.open(
        new EmbeddedSettings(folder.resolve("home"), null, "instant", "local:tester"));
  }

  private RunView run(EmbeddedPlatform platform, TaskVerb verb) throws InterruptedException {
    var source = folder.resolve("package");
    platform.seed(source);
    var uploaded = platform.upload(source, SHOP);
    return platform.follow(
        platform.submit(
            new Task(
                verb,
                TaskType.DEPLOYSPEC,
                new Deployment(SHOP, "live", null, Map.of()),
                uploaded.ref(),
                TaskOptions.DEFAULT,
                null)),
        view -> {});
  }

  private void write(String file, String content) throws IOException {
    var path = folder.resolve("package").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
