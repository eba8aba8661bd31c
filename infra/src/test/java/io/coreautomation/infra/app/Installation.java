package io.coreautomation.infra.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.infra.InfraSettings;
import io.coreautomation.infra.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.lambda.Code;

/**
 * Two installations, each synthesised once for all tests: the smallest one, and one with everything
 * that a setting can add.
 */
public enum Installation {
  SMALLEST(Map.of("core:client", "acme")),
  FULLEST(
      Map.of(
          "core:client", "acme",
          "core:scopePrefix", "dev-",
          "core:encryption", "kms",
          "core:organizationId", "o-a1b2c3d4e5",
          "core:alertAddress", "platform@acme.example",
          "core:region", "eu-west-1",
          "core:regions", List.of("us-east-1"),
          "core:kinds",
              System.getProperty("core.repository", "..")
                  + "/examples/custom-kind/function/kinds"));

  private final Map<String, Object> context;
  private App app;

  Installation(Map<String, Object> context) {
    this.context = context;
  }

  public InfraSettings settings() {
    return InfraSettings.read(context);
  }

  public Stack stack(String id) {
    return (Stack) app().getNode().findChild(id);
  }

  public Template template(String id) {
    return Template.fromStack(stack(id));
  }

  /** The synthesised template of a stack as it is deployed. */
  public JsonNode json(String id) {
    return read(folder().resolve(id + ".template.json"));
  }

  /** Where the cloud assembly lies. */
  public Path folder() {
    return Path.of(app().synth().getDirectory());
  }

  public List<Path> templates() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(f -> f.toString().endsWith(".template.json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode read(Path file) {
    try {
      return Json.parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized App app() {
    Needs.tool("node");
    if (app == null) {
      try {
        Path folder = Files.createTempDirectory("core-infra-test");
        Path code = Files.createDirectory(folder.resolve("code"));
        Files.writeString(code.resolve("placeholder.txt"), "stands for a Lambda zip");
        app =
            App.Builder.create()
                .analyticsReporting(false)
                .outdir(folder.resolve("out").toString())
                .context(Map.of("aws:cdk:enable-path-metadata", true))
                .postCliContext(InfraApp.FLAGS)
                .build();
        InfraApp.build(app, settings(), module -> Code.fromAsset(code.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return app;
  }
}
