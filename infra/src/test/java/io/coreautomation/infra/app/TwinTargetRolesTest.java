package io.coreautomation.infra.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.json.Json;
import io.coreautomation.infra.InfraSettings;
import io.coreautomation.infra.Needs;
import io.coreautomation.infra.Platform;
import io.coreautomation.infra.target.TargetRolesStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

/**
 * The twin's accounts are born with the roles of this template, so that a permission that is
 * missing here is missing there. Its copy is generated: {@code mvn verify -pl infra -am
 * -Dcore.update=true} writes it anew.
 */
class TwinTargetRolesTest {
  private static final Path FILE =
      Path.of(
          System.getProperty("core.repository", ".."),
          "core-simulator/src/main/resources/io/coreautomation/simulator/iam/target-roles.json");

  @Test
  void the_twins_target_roles_are_those_of_the_template() throws IOException {
    Needs.tool("node");
    var app =
        App.Builder.create()
            .analyticsReporting(false)
            .outdir(Files.createTempDirectory("core-infra-twin").toString())
            .postCliContext(InfraApp.FLAGS)
            .build();
    var settings = InfraSettings.read(Map.of("core:client", "twin"));
    new TargetRolesStack(
        app,
        "target-roles",
        Platform.of(
            settings,
            module -> {
              throw new AssertionError("roles have no code");
            }));
    var template = Path.of(app.synth().getDirectory()).resolve("target-roles.template.json");
    var text = Json.pretty(Json.parse(Files.readAllBytes(template))) + "\n";
    if (Boolean.getBoolean("core.update")) {
      Files.writeString(FILE, text);
    }

    assertThat(Files.readString(FILE))
        .as("run with -Dcore.update=true to write it anew")
        .isEqualTo(text);
  }
}
