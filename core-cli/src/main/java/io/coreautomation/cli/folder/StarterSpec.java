package io.coreautomation.cli.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A deployspec with one action a template, and what is left to fill in. */
final class StarterSpec {
  private static final String FILL_IN = "CHANGE-ME";

  private final List<String> lines = new ArrayList<>();
  private final List<Problem> open = new ArrayList<>();
  private final Map<String, Node.Mapping> named = new LinkedHashMap<>();

  /** Over templates by their paths. */
  StarterSpec(Map<String, Node.Mapping> templates) {
    lines.add(
        "# One action a template. Order them with dependsOn: [name], or by a reference such as");
    lines.add("# \"${actions.name.outputs.OutputName}\" in parameters.");
    lines.add("defaults:");
    lines.add("  accounts: [sandbox]");
    lines.add("  regions: [eu-west-1]");
    lines.add("");
    lines.add("actions:");
    templates.forEach((path, template) -> named.put(name(path), template));
    var paths = templates.keySet().iterator();
    named.forEach((name, template) -> action(paths.next(), name, template));
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  /** Places that nobody but its author can fill in. */
  List<Problem> open() {
    return List.copyOf(open);
  }

  /** Lower-case letters, digits and hyphens, beginning with a letter. */
  static String plainName(String text, int length) {
    var plain =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+", "");
    var cut = plain.substring(0, Math.min(length, plain.length())).replaceAll("-+$", "");
    return cut.isEmpty() ? "package" : cut;
  }

  private String name(String path) {
    var file = path.substring(path.lastIndexOf('/') + 1);
    return unique(plainName(file.replaceAll("\\.[^.]+$", ""), 60));
  }

  private void action(String path, String name, Node.Mapping template) {
    lines.add("  - name: " + name);
    lines.add("    kind: AWS::CreateStack");
    var imports = new HashSet<String>();
    values(Nodes.json(template), "Fn::ImportValue", imports);
    var exporters =
        named.entrySet().stream()
            .filter(other -> !other.getKey().equals(name))
            .filter(other -> exports(other.getValue()).stream().anyMatch(imports::contains))
            .map(Map.Entry::getKey)
            .toList();
    if (!exporters.isEmpty()) {
      lines.add("    dependsOn: " + exporters + " # it imports what they export");
    }
    lines.add("    params:");
    lines.add("      stackName: \"{{ app.name }}-" + name + "\"");
    lines.add("      template: \"" + path.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    if (template.get("Transform").filter(node -> !Nodes.isNull(node)).isPresent()) {
      // A list replaces the default, which has the first two.
      lines.add(
          "      capabilities: [CAPABILITY_IAM, CAPABILITY_NAMED_IAM, CAPABILITY_AUTO_EXPAND]");
    }
    parameters(name, template);
  }

  private void parameters(String action, Node.Mapping template) {
    if (!(template.get("Parameters").orElse(null) instanceof Node.Mapping parameters)) {
      return;
    }
    var begun = false;
    for (var parameter : parameters.entries().values()) {
      if (parameter.value() instanceof Node.Mapping described
          && described.get("Default").isEmpty()) {
        if (!begun) {
          lines.add("      parameters:");
          begun = true;
        }
        lines.add("        " + parameter.key() + ": " + FILL_IN);
        open.add(
            Problem.at(
                Starter.line(lines.size()),
                ProblemCode.FIELD_MISSING,
                "the parameter '" + parameter.key() + "' of '" + action + "' has no default",
                "Write its value in place of " + FILL_IN + "."));
      }
    }
  }

  /** The names of a template's exports, as they are written. */
  private static Set<String> exports(Node.Mapping template) {
    var names = new HashSet<String>();
    for (var output : Nodes.json(template).path("Outputs")) {
      values(output.path("Export"), "Name", names);
    }
    return names;
  }

  private static void values(JsonNode node, String key, Set<String> found) {
    node.properties()
        .forEach(
            entry -> {
              if (entry.getKey().equals(key)) {
                found.add(entry.getValue().toString());
              }
            });
    node.forEach(child -> values(child, key, found));
  }

  private String unique(String name) {
    var free = name;
    for (int i = 2; named.containsKey(free); i++) {
      free = name + "-" + i;
    }
    return free;
  }
}
