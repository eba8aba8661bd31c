package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.plan.PlannedResource;
import io.coreautomation.framework.run.Change;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be read out of a template without AWS. */
record TemplateContent(Node.Mapping root) {
  /** Policies under which a resource outlives its stack. */
  private static final Set<String> KEPT = Set.of("Retain", "RetainExceptOnCreate");

  /**
   * Whether it says by itself what is in it; macros, includes and loops are worked out by AWS
   * alone.
   */
  boolean isPlain() {
    return root.get("Transform").isEmpty();
  }

  Set<String> parameters() {
    return section("Parameters").keySet();
  }

  /** The parameters whose values nobody is shown. */
  List<String> secrets() {
    return section("Parameters").entrySet().stream()
        .filter(e -> "true".equalsIgnoreCase(text(e.getValue().value(), "NoEcho")))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The outputs into whose values a parameter goes whose value nobody is shown. */
  Set<String> sensitiveOutputs() {
    var secrets = secrets();
    return secrets.isEmpty()
        ? Set.of()
        : section("Outputs").entrySet().stream()
            .filter(e -> tells(e.getValue().value(), secrets))
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean tells(Node node, List<String> secrets) {
    return switch (node) {
      case Node.Scalar text -> secrets.stream().anyMatch(s -> text.text().contains("${" + s + "}"));
      case Node.Sequence list -> list.items().stream().anyMatch(item -> tells(item, secrets));
      case Node.Mapping map ->
          secrets.contains(String.valueOf(text(map, "Ref")))
              || map.entries().values().stream().anyMatch(e -> tells(e.value(), secrets));
    };
  }

  Stream<String> parameterTypes() {
    return types("Parameters");
  }

  Stream<String> resourceTypes() {
    return types("Resources");
  }

  private Stream<String> types(String section) {
    return section(section).values().stream()
        .map(entry -> String.valueOf(text(entry.value(), "Type")));
  }

  /** Its resources, to be created. */
  List<PlannedResource> created() {
    return section("Resources").entrySet().stream()
        .map(
            e -> {
              var condition = text(e.getValue().value(), "Condition");
              return new PlannedResource(
                  e.getKey(),
                  String.valueOf(text(e.getValue().value(), "Type")),
                  Change.CREATE,
                  null,
                  condition == null
                      ? List.of()
                      : List.of("if the condition " + condition + " holds"),
                  List.of(),
                  null);
            })
        .toList();
  }

  /** The resources that stay when their stack is deleted. */
  List<String> retained() {
    return section("Resources").entrySet().stream()
        .filter(e -> KEPT.contains(String.valueOf(text(e.getValue().value(), "DeletionPolicy"))))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<String, Node.Entry> section(String name) {
    return root.get(name).orElse(null) instanceof Node.Mapping map ? map.entries() : Map.of();
  }

  private static @Nullable String text(Node node, String key) {
    return node instanceof Node.Mapping map
            && map.get(key).orElse(null) instanceof Node.Scalar scalar
        ? scalar.text()
        : null;
  }
}
