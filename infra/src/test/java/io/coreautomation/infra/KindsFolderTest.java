package io.coreautomation.infra;

import static io.coreautomation.infra.app.Installation.FULLEST;
import static io.coreautomation.infra.app.Installation.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.kind.own.OwnKinds;
import io.coreautomation.framework.action.KindCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds that an installation has beside those that core ships. */
class KindsFolderTest {
  @TempDir Path folder;

  @Test
  void its_layer_has_the_files_and_a_catalogue_for_those_who_cannot_read_them() {
    var layer = StorageStackTest.only(FULLEST.json("layers"), "AWS::Lambda::LayerVersion");
    var asset =
        FULLEST
            .folder()
            .resolve("asset." + layer.at("/Properties/Content/S3Key").asText().replace(".zip", ""));

    assertThat(asset.resolve("kinds/register-service.yaml")).exists();
    assertThat(OwnKinds.of(asset.resolve("kinds").toString()).kinds().catalog())
        .isEqualTo(KindCatalog.of(asset.resolve("kinds").toString()))
        .satisfies(all -> assertThat(all.find("register-service")).isPresent());
  }

  @Test
  void without_a_folder_there_is_no_layer_and_nobody_is_told_of_one() {
    for (var template : List.of("engine", "layers")) {
      assertThat(SMALLEST.json(template).toString())
          .doesNotContain("AWS::Lambda::LayerVersion", "CORE_KINDS");
    }
  }

  /** The functions are asked before anything is changed, so in a role that changes nothing else. */
  @Test
  void the_role_that_plans_may_ask_functions_that_are_named_for_it() {
    assertThat(asked(FULLEST.json("target-roles"))).hasSize(1);
    assertThat(asked(SMALLEST.json("target-roles"))).isEmpty();
  }

  private static List<String> asked(JsonNode template) {
    return template.findValues("Statement").stream()
        .flatMap(JsonNode::valueStream)
        .filter(statement -> statement.path("Sid").asText().equals("AskFunctions"))
        .map(statement -> statement.path("Resource").toString())
        .filter(resource -> resource.contains(":lambda:*:*:function:core-kind-*"))
        .toList();
  }

  @Test
  void a_folder_with_something_wrong_is_not_deployed() throws IOException {
    Files.writeString(folder.resolve("acme.yaml"), "name: acme");

    assertThatThrownBy(
            () ->
                Platform.of(
                    InfraSettings.read(
                        Map.of("core:client", "acme", "core:kinds", folder.toString())),
                    module -> {
                      throw new AssertionError("nothing is built");
                    }))
        .hasMessageStartingWith("acme.yaml:1:1: the field 'description' is missing.");
  }
}
