package io.coreautomation.cli.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.local.sqlite.SqliteWorldStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the twin itself keeps of a world, behind the back of the command line. */
final class WorldBooks {
  /** What differs between two runs that do the same: the moment, and which run it was. */
  private static final Set<String> OF_THE_RUN =
      Set.of(
          "createdAt", "operationStart", "settledAt", "from", "at", "token", "clientRequestToken");

  private final Map<String, JsonNode> documents = new TreeMap<>();

  /** Of a home that no process has open. */
  WorldBooks(Path home) {
    try (var world = SqliteWorldStore.open(home.resolve("world.db"))) {
      world.load().forEach((key, content) -> documents.put(key, Json.parse(content)));
    }
  }

  /**
   * Each stack that ever was, by its ARN: its template, parameters, tags, resources with their
   * physical ids, outputs and status.
   */
  Map<String, JsonNode> stacks() {
    var stacks = new TreeMap<String, JsonNode>();
    documents.forEach(
        (key, document) -> {
          if (key.startsWith("stack/")) {
            stacks.put(key, withoutRun(document.deepCopy()));
          }
        });
    return stacks;
  }

  /** The ARN of a stack for each time that one was begun to be created. */
  List<String> creations() {
    return documents.entrySet().stream()
        .filter(document -> document.getKey().startsWith("stack-events/"))
        .flatMap(document -> creations(document.getValue()))
        .toList();
  }

  private static Stream<String> creations(JsonNode page) {
    return elements(page.path("events"))
        .map(JsonNode::toString)
        .filter(event -> event.contains("\"CREATE_IN_PROGRESS\""))
        .filter(event -> event.contains("\"AWS::CloudFormation::Stack\""))
        .map(_ -> page.path("stackId").asText());
  }

  private static JsonNode withoutRun(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(OF_THE_RUN);
      var imports = object.path("imports");
      if (imports.isArray()) { // a set
        var sorted = new TreeSet<String>();
        imports.forEach(name -> sorted.add(name.asText()));
        object.set("imports", Json.tree(sorted));
      }
    }
    node.forEach(WorldBooks::withoutRun);
    return node;
  }

  private static Stream<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }
}
