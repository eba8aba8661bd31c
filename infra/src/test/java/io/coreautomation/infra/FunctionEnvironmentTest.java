package io.coreautomation.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.lambda.PlatformSettings;
import io.coreautomation.infra.app.Installation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionEnvironmentTest {
  private static final Map<String, String> PSEUDO_PARAMETERS =
      Map.of(
          "AWS::Partition", "aws",
          "AWS::Region", "eu-west-1",
          "AWS::AccountId", "111122223333");

  @Test
  void every_function_finds_the_settings_that_its_handler_reads() {
    int functions = 0;
    for (Path template : Installation.FULLEST.templates()) {
      for (JsonNode resource : Installation.read(template).path("Resources")) {
        if (resource.path("Type").asText().equals("AWS::Lambda::Function")) {
          functions++;
          assertThat(settings(resource.at("/Properties/Environment/Variables")))
              .isEqualTo(
                  new PlatformSettings(
                      "acme",
                      "dev-",
                      "dev-acme-automation-eu-west-1",
                      "dev-acme-core-automation-registry",
                      "arn:aws:states:eu-west-1:111122223333:stateMachine:"
                          + "dev-acme-core-automation-execute",
                      live("runner"),
                      live("deployspec"),
                      live("invoker"),
                      "dev-acme-core-automation",
                      "dev-core-automation-",
                      "aws",
                      knowsKinds(resource) ? "/opt/kinds" : ""));
        }
      }
    }
    assertThat(functions).isEqualTo(Handler.values().length);
  }

  /** Those that compile or carry out, which have the layer that has the kinds. */
  private static boolean knowsKinds(JsonNode function) {
    var name = function.at("/Properties/FunctionName").asText();
    var knows = name.endsWith("-execute") || name.endsWith("-deployspec");
    assertThat(function.at("/Properties/Layers").size()).as(name).isEqualTo(knows ? 1 : 0);
    return knows;
  }

  private static String live(String layer) {
    return "arn:aws:lambda:eu-west-1:111122223333:function:dev-acme-core-automation-"
        + layer
        + ":live";
  }

  private static PlatformSettings settings(JsonNode variables) {
    Map<String, String> environment = new HashMap<>();
    variables.properties().forEach(v -> environment.put(v.getKey(), resolved(v.getValue())));
    return PlatformSettings.read(environment);
  }

  private static String resolved(JsonNode value) {
    if (value.has("Ref")) {
      return PSEUDO_PARAMETERS.get(value.path("Ref").asText());
    }
    var text = new StringBuilder(value.isTextual() ? value.asText() : "");
    value.at("/Fn::Join/1").forEach(part -> text.append(resolved(part)));
    return text.toString();
  }
}
