package io.coreautomation.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.infra.app.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every permission of an installation in one file that a person has read. To accept a change:
 * {@code mvn verify -pl infra -am -Dcore.update=true}, and review the diff.
 */
class IamSnapshotTest {
  /** Properties that hold policies, wherever they are. */
  private static final Set<String> POLICIES =
      Set.of("AssumeRolePolicyDocument", "KeyPolicy", "Policy", "PolicyDocument", "Statement");

  @ParameterizedTest
  @EnumSource(Installation.class)
  void every_permission_is_as_reviewed(Installation installation) throws IOException {
    String actual = snapshot(installation);
    Path golden =
        Path.of(System.getProperty("core.repository", ".."))
            .resolve("infra/src/test/resources/io/coreautomation/infra")
            .resolve("iam-" + installation.name().toLowerCase(Locale.ROOT) + ".txt");
    if (Boolean.getBoolean("core.update")) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, actual);
    }

    assertThat(actual).isEqualTo(Files.readString(golden));
  }

  private static String snapshot(Installation installation) {
    List<String> lines = new ArrayList<>();
    for (Path template : installation.templates()) {
      String stack = template.getFileName().toString().replace(".template.json", "");
      for (var resource : Installation.read(template).path("Resources").properties()) {
        List<String> said = new ArrayList<>();
        JsonNode properties = resource.getValue().path("Properties");
        describe(resource.getValue().path("Type").asText(), properties, said);
        if (!said.isEmpty()) {
          lines.add(stack + " / " + resource.getKey());
          said.forEach(line -> lines.add("  " + line));
        }
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static void describe(String type, JsonNode properties, List<String> said) {
    for (var property : properties.properties()) {
      if (POLICIES.contains(property.getKey())) {
        JsonNode value = property.getValue();
        JsonNode statements = value.has("Statement") ? value.path("Statement") : value;
        for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
          said.add(property.getKey() + ": " + line(statement));
        }
      }
    }
    for (String name : List.of("ManagedPolicyArns", "PermissionsBoundary")) {
      if (properties.has(name)) {
        said.add(name + ": " + line(properties.path(name)));
      }
    }
    if (type.equals("AWS::Lambda::Permission")) {
      said.add("Permission: " + line(properties));
    }
  }

  /** One statement a line, its parts in order, so that a diff shows what changed. */
  private static String line(JsonNode node) {
    Map<String, JsonNode> join = new TreeMap<>();
    if (node.isObject()) {
      if (node.has("Fn::Join")) {
        var text = new StringBuilder();
        node.at("/Fn::Join/1").forEach(part -> text.append(line(part)));
        return text.toString();
      }
      if (node.has("Ref")) {
        return "${" + node.path("Ref").asText() + "}";
      }
      if (node.has("Fn::GetAtt")) {
        return "${"
            + node.at("/Fn::GetAtt/0").asText()
            + "."
            + node.at("/Fn::GetAtt/1").asText()
            + "}";
      }
      node.properties().forEach(p -> join.put(p.getKey(), p.getValue()));
      List<String> parts = new ArrayList<>();
      join.forEach((key, value) -> parts.add(key + "=" + line(value)));
      return "{" + String.join(" ", parts) + "}";
    }
    if (node.isArray()) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(line(item)));
      return "[" + String.join(", ", items) + "]";
    }
    return node.isTextual() ? node.asText() : Json.write(node);
  }
}
