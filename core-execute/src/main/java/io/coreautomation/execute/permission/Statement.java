package io.coreautomation.execute.permission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One statement of a policy: actions that are allowed on resources. */
public record Statement(
    SortedSet<String> actions,
    SortedSet<String> resources,
    Map<String, Map<String, String>> conditions) {
  public Statement {
    actions = new TreeSet<>(actions);
    resources = new TreeSet<>(resources);
  }

  ObjectNode json() {
    var json = Json.object().put("Effect", "Allow");
    json.set("Action", oneOrMany(actions));
    json.set("Resource", oneOrMany(resources));
    if (!conditions.isEmpty()) {
      json.set("Condition", Json.tree(new TreeMap<>(conditions)));
    }
    return json;
  }

  private static JsonNode oneOrMany(SortedSet<String> texts) {
    return Json.tree(texts.size() == 1 ? texts.first() : List.copyOf(texts));
  }
}
